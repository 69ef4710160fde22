import type { Simulator } from '../../../local/simulators/omega/index.ts';

/** The supplier of the tests. */
export const account = {
  DNEntreprise: 'CN=Fournisseur,O=Énergie SA',
  NumeroCAD: 'GRD-F-000123',
  Login: 'login01',
};

/** The content of a lane's secret, with a certificate that a simulator knows, in force at any clock of a test. */
export function secretFor({ certificates: { authority } }: Simulator): object {
  const life = { from: new Date('2020-01-01'), until: new Date('2100-01-01') };
  const client = authority.issue({ subject: account.DNEntreprise, use: 'client', ...life });
  return { ...client, authorities: authority.certificate };
}
