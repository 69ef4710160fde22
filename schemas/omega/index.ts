import * as z from 'zod';
import type { AuthorityContract } from '../contract.ts';
import { textAt } from '../fault.ts';
import { dialogue } from './messages.ts';
import { RECEIVABLE, stateOf, states } from './states.ts';

/** GRDF OMEGA: the French gas distributor, requests for daily consumption data (TJDC). */
export const omega: AuthorityContract = {
  authority: 'omega',
  title: 'GRDF OMEGA, French gas distribution',
  noun: 'OMEGA',
  messages: dialogue,
  kinds: { request: {} },
  states,
  stateOf,
  referenceName: 'NumeroDemande',
  references: ['DateDemandee'],
  details: { DateDemandee: () => z.string() },
  // [OM-1] Only a request that can be made is made.
  next(sent, answer) {
    const isReceivable =
      answer.message === 'ReponseWSVerifierRecevabiliteTJDC' &&
      textAt(answer.payload, '/TypeRetourDialogue') === RECEIVABLE;
    if (!isReceivable) return undefined;
    return { message: 'CreerDemandeTJDC', payload: sent.payload as Record<string, unknown>, afterMs: 0 };
  },
  packages: ['fast-xml-parser', '@socialgouv/jours-feries'],
  withoutToken: true,
  credentialsExpire: true,
  showsCertificate: true,
};
