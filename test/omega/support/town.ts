import '../../support/toy/register.ts';

import type { Authority, Verdict } from '../../../functions/authorities/authority.ts';
import { omegaAuthority } from '../../../functions/authorities/omega/index.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { type Simulator, startOmega } from '../../../local/simulators/omega/index.ts';
import { ToyGateway } from '../../support/toy/gateway.ts';
import type { Strike } from '../../support/toy/struck.ts';
import { Strikes } from '../../support/toy/struck.ts';
import type { GivenAnswer, StruckRun } from '../../support/toy/struck-runs.ts';
import { DN, laneTo } from './lane-to.ts';

const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

/** The verdict on a call whose answer was lost. */
export const SILENCE = {
  ...{ kind: 'unavailable', cause: 'timeout', httpStatus: null, error: {}, mayHaveArrived: true },
} as const satisfies Verdict;

/** The spine with OMEGA's authority, which calls a simulated OMEGA; each request is about a metering point of its own. */
export interface OmegaTown {
  simulator: Simulator;
  /** A gateway of its own, beside the same OMEGA. */
  gateway(): TownGateway;
  /** Runs a request about a point of this trait to its end, with one call struck or none. */
  run(trait: string, strike?: Strike): Promise<StruckRun & { point: string }>;
  close(): Promise<void>;
}

/** A gateway with a lane to OMEGA, and a clock, an outbox and a ledger in memory. */
export class TownGateway extends ToyGateway {
  static readonly key: FilingKey = { authority: 'omega', kind: 'request', reference: 'R-1' };
  /** The calls to OMEGA with what came of them. */
  readonly given: GivenAnswer[] = [];
  readonly #authority: Authority;

  constructor(authority: Authority) {
    super();
    this.#authority = authority;
    this.lane = { ...this.lane, authority: 'omega' };
    this.clock = Date.now();
  }

  override get authority(): Authority {
    return {
      ...this.#authority,
      send: async (message, pace) => {
        const verdict = await this.#authority.send(message, pace);
        this.given.push({ message: message.message, verdict, isHeard: !this.strikes?.isStriking });
        return verdict;
      },
    };
  }

  /** The calls to OMEGA, by their messages. */
  get called(): string[] {
    return this.given.map(({ message }) => message);
  }

  request() {
    return this.filing('R-1', 'request');
  }

  /** Submits a request about a point, for a day that is a month ahead unless `more` has another. */
  async ask(NumeroPCE: string, more: object = {}): Promise<void> {
    const DateDemandee = new Date(this.clock + MONTH_MS).toISOString().slice(0, 10);
    const about = { NumeroPCE, DateDemandee, AutorisationExpresse: 'OUI', NomDuClient: 'Martin', CodePostal: '75001' };
    await this.submit('CreerDemandeTJDC', { ...about, ...more }, { reference: 'R-1' });
  }
}

/** Starts an OMEGA for many gateways, one after the other. */
export async function openTown(): Promise<OmegaTown> {
  let current: TownGateway | undefined;
  let points = 0;
  const now = () => current?.clock ?? Date.now();
  const account = { DNEntreprise: DN, NumeroCAD: 'GRD-F-000123', Login: 'fournisseur01' };
  const simulator = await startOmega({ port: 0, accounts: [account], now: () => new Date(now()) });
  const { authority: issuer } = simulator.certificates;
  const secret = JSON.stringify({
    ...issuer.issue({ subject: DN, use: 'client' }),
    authorities: issuer.certificate,
  });
  const authority = omegaAuthority({
    lane: laneTo(simulator),
    files: {},
    readSecret: async () => ({ value: secret }),
    now,
  });
  const town: OmegaTown = {
    simulator,
    gateway() {
      current = new TownGateway(authority);
      return current;
    },
    async run(trait, strike) {
      points += 1;
      const point = `75${String(points).padStart(8, '0')}${trait}`;
      const gateway = town.gateway();
      const strikes = new Strikes(strike, SILENCE);
      gateway.strikes = strikes;
      await gateway.ask(point);
      await gateway.pass(1.2 * HOUR_MS);
      return { gateway, key: TownGateway.key, strike, strikes, given: gateway.given, point };
    },
    close: () => simulator.close(),
  };
  return town;
}
