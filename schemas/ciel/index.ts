import * as z from 'zod';
import type { AuthorityContract } from '../contract.ts';
import { deadline } from './deadline.ts';
import { namesMonth } from './declaration-reference.ts';
import { drmMessage } from './drm-message.ts';
import { drmValidee } from './drm-validee.ts';
import { reponseCiel } from './reponse-ciel.ts';
import { stateOf, states } from './states.ts';
import { TOKENS_PER_DAY } from './tokens-per-day.ts';

/** CIEL: French customs, monthly declarations of wine growers, filed by an interprofession. */
export const ciel: AuthorityContract = {
  authority: 'ciel',
  title: 'CIEL, French customs',
  noun: 'CIEL',
  messages: [drmMessage, reponseCiel, drmValidee],
  kinds: { declaration: { hasForm: namesMonth } },
  states,
  stateOf,
  stateMeanings: { draft: 'still to be validated in CIEL by the operator' },
  deadline,
  referenceName: 'identifiantDeclaration',
  references: ['horodatageDepot'],
  details: { horodatageDepot: () => z.string() },
  feeds: {
    returns: {
      everySeconds(lane) {
        const minutes = (lane as { returns?: { everyMinutes: number } } | undefined)?.returns?.everyMinutes;
        return minutes === undefined ? undefined : minutes * 60;
      },
      inOrder: true,
      elsewhere: true,
    },
  },
  tokensPerDay: TOKENS_PER_DAY,
  packages: ['fast-xml-parser'],
};
