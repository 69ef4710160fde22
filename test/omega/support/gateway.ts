import { omegaAuthority } from '../../../functions/authorities/omega/index.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Simulator } from '../../../local/simulators/omega/index.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { omegaLane } from '../../../schemas/omega/lane.ts';
import { ToyGateway } from '../../support/toy/gateway.ts';
import { account } from './account.ts';

const OMEGA = 'omega' as const;

/** The spine with a lane to OMEGA, which calls a simulator over mutual TLS. Its clock begins at ten in Paris. */
export class OmegaGateway extends ToyGateway {
  /** The value of the secret. */
  secret: object;
  readonly #authority: ReturnType<typeof omegaAuthority>;

  constructor(omega: Simulator, secret: object, settings: object = {}) {
    super();
    this.clock = Date.parse('2026-11-30T09:00:00.000Z');
    this.secret = secret;
    const lane = omegaLane.parse({
      ...{ verifyUrl: omega.verifyUrl, createUrl: omega.createUrl, ...account },
      ...{ credentialsSecret: 'declarant/test/omega/credentials', timeoutSeconds: 1 },
      ...settings,
    });
    this.lane = { ...this.lane, authority: OMEGA };
    this.#authority = omegaAuthority({
      lane,
      files: {},
      readSecret: async () => ({ value: JSON.stringify(this.secret) }),
      now: () => this.clock,
    });
  }

  /** Submits a request under a reference, and lets the gateway do everything that is due now. */
  request(reference: string, payload: object = {}): Promise<void> {
    return this.submit('CreerDemandeTJDC', { ...request, ...payload }, { authority: OMEGA, reference });
  }

  override async filing(reference: string, kind = 'request'): Promise<Filing> {
    const key = { authority: OMEGA, kind, reference };
    return readFiling(key, await this.ledger.records(key)).filing;
  }

  override get ports(): ToyGateway['ports'] {
    return { ...super.ports, authority: this.#authority };
  }
}

/** A request that can be made: a point in Paris without a trait, and a day that is far enough ahead. */
export const request = {
  NumeroPCE: '75000000000100',
  DateDemandee: '2026-12-15',
  AutorisationExpresse: 'OUI',
  NomDuClient: 'Boulangerie Martin',
  CodePostal: '75011',
};
