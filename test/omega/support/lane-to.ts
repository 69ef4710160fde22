import { type OmegaLane, omegaLane } from '../../../schemas/omega/lane.ts';

export const DN = 'CN=Fournisseur,O=Énergie,C=FR';

/** A lane to an OMEGA at these URLs. */
export function laneTo(urls: Pick<OmegaLane, 'verifyUrl' | 'createUrl'>, more: Partial<OmegaLane> = {}): OmegaLane {
  return omegaLane.parse({
    ...{ verifyUrl: urls.verifyUrl, createUrl: urls.createUrl },
    ...{ DNEntreprise: DN, NumeroCAD: 'GRD-F-000123', Login: 'fournisseur01' },
    ...{ credentialsSecret: 'omega', timeoutSeconds: 2, ...more },
  });
}
