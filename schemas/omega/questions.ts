import type { Question } from '../lane-settings.ts';

/** The questions of `init` about a lane to OMEGA. */
export const questions = [
  {
    flag: 'verify-url',
    at: ['verifyUrl'],
    kind: 'text',
    asks: 'URL of VerifierRecevabiliteTJDC. It is not public: GRDF names it.',
    usual: () => undefined,
    needed: true,
  },
  {
    flag: 'create-url',
    at: ['createUrl'],
    kind: 'text',
    asks: 'URL of CreerDemandeTJDC.',
    usual: ({ 'verify-url': url = '' }) => url.replace('VerifierRecevabiliteTJDC', 'CreerDemandeTJDC') || undefined,
  },
  {
    flag: 'company-name',
    at: ['DNEntreprise'],
    kind: 'text',
    asks: 'DNEntreprise: the distinguished name in the certificate, as CN=Fournisseur,O=Company.',
    usual: () => undefined,
    needed: true,
  },
  {
    flag: 'cad-number',
    at: ['NumeroCAD'],
    kind: 'text',
    asks: 'NumeroCAD: the number of your CDG-F (formerly CAD).',
    usual: () => undefined,
    needed: true,
  },
  {
    flag: 'login',
    at: ['Login'],
    kind: 'text',
    asks: 'Login: the user at OMEGA.',
    usual: () => undefined,
    needed: true,
  },
] as const satisfies readonly Question[];
