import type { DeskAuthority } from '../desk-authority.ts';
import { defineEnvelope } from './define-envelope.ts';

/** The desk's words for OMEGA. */
export const omegaDesk: DeskAuthority = {
  commands: [defineEnvelope],
  messageOf: (payload) => ('NumeroPCE' in payload ? 'CreerDemandeTJDC' : undefined),
  examples: {
    message: 'CreerDemandeTJDC',
    followUp: 'CreerDemandeTJDC',
    reference: 'TJDC-1',
    submit: 'samples/omega/01-*.json --wait',
    state: 'receivable',
    init: [
      '--verify-url https://omega.example/VerifierRecevabiliteTJDC --create-url https://omega.example/CreerDemandeTJDC',
      '--dn-entreprise "CN=Fournisseur,O=Fournisseur SA,C=FR" --numero-cad GRD-F-000123 --login fournisseur01',
    ],
  },
};
