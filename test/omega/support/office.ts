import type { Authority, OutgoingMessage } from '../../../functions/authorities/authority.ts';
import { type OmegaOptions, omegaAuthority } from '../../../functions/authorities/omega/index.ts';
import { type Simulator, startOmega } from '../../../local/simulators/omega/index.ts';
import type { OmegaLane } from '../../../schemas/omega/lane.ts';
import type { Step } from '../../../schemas/omega/steps.ts';
import { DN, laneTo } from './lane-to.ts';

export const request = {
  ...{ NumeroPCE: '00123456789012', DateDemandee: '2027-01-15', AutorisationExpresse: 'OUI' },
  ...{ NomDuClient: 'Martin & fils', CodePostal: '75001' },
};

/** A simulated OMEGA with our side of it, whose secret may be replaced, and whose clock is moved. */
export interface Office {
  simulator: Simulator;
  authority: Authority;
  /** The value of the secret; an error is thrown. */
  secret: object | Error;
  /** The ends of the certificates that were told of. */
  told: Date[];
  /** Our clock. */
  now(): number;
  /** Moves it. */
  pass(ms: number): void;
  send(step: Step, more?: Partial<OutgoingMessage>): ReturnType<Authority['send']>;
}

/** Opens it with a good certificate in the secret. */
export async function openOffice(
  lane: Partial<OmegaLane> = {},
  files: OmegaOptions['files'] = {},
  urls?: Pick<OmegaLane, 'verifyUrl' | 'createUrl'>,
): Promise<Office> {
  const account = { DNEntreprise: DN, NumeroCAD: 'GRD-F-000123', Login: 'fournisseur01' };
  // The date of the request stays far enough ahead.
  const simulator = await startOmega({ port: 0, accounts: [account], now: () => new Date('2026-11-30T09:00:00Z') });
  const { authority: issuer } = simulator.certificates;
  let aheadMs = 0;
  const office: Office = {
    simulator,
    secret: { ...issuer.issue({ subject: DN, use: 'client' }), authorities: issuer.certificate },
    told: [],
    now: () => Date.now() + aheadMs,
    pass(ms) {
      aheadMs += ms;
    },
    send: (message, more = {}) =>
      office.authority.send({
        ...{ message, path: '', body: JSON.stringify(request), asks: 0, mayHaveArrived: false, ...more },
      }),
    authority: omegaAuthority({
      lane: laneTo(urls ?? simulator, lane),
      files,
      async readSecret() {
        if (office.secret instanceof Error) throw office.secret;
        return { value: JSON.stringify(office.secret) };
      },
      onCredentialsRead: (until) => office.told.push(until),
      now: () => office.now(),
    }),
  };
  return office;
}
