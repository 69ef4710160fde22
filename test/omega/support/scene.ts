import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Simulator, startOmega } from '../../../local/simulators/omega/index.ts';
import { STEPS, type Step } from '../../../local/simulators/omega/step.ts';
import { type ShownFiling, shown } from '../../../schemas/shown-filing.ts';
import { account, secretFor } from './account.ts';
import { OmegaGateway } from './gateway.ts';

/** The reference of the request of a test. */
export const REFERENCE = 'TJDC-1';
export const MINUTE_MS = 60_000;
/** Longer than whatever would be made again by itself. */
export const LATER_MS = 100 * MINUTE_MS;

/** The steps up to one. */
export const upTo = (step: Step) => STEPS.slice(0, STEPS.indexOf(step) + 1);

/** The steps from one on. */
export const from = (step: Step) => STEPS.slice(STEPS.indexOf(step));

/** The state of a request before a step. */
export const stateBefore = { verify: null, create: 'receivable' } as const;

/** A simulator for the tests of a file, and a gateway for each test. */
export interface Scene {
  readonly omega: Simulator;
  readonly gateway: OmegaGateway;
  /** Starts another gateway in its place, with these settings of the lane. */
  restart(settings: object): void;
  /** The steps of the calls that reached OMEGA in this test. */
  calls(): Step[];
  /** The statuses of the requests that OMEGA has since this test began. */
  left(): string[];
  /** The outcomes, each with its status and state. */
  told(): unknown[][];
  filing(): Promise<ShownFiling>;
}

export function scene(): Scene {
  let omega: Simulator;
  let secret: object;
  let gateway: OmegaGateway;
  let before = { calls: 0, requests: 0 };
  beforeAll(async () => {
    omega = await startOmega({ port: 0, accounts: [account], now: () => new Date(gateway.clock) });
    secret = secretFor(omega);
  });
  beforeEach(() => {
    omega.misbehave({ kind: 'clear' });
    before = { calls: omega.received.length, requests: omega.requests.length };
    gateway = new OmegaGateway(omega, secret);
  });
  afterAll(() => omega.close());
  return {
    get omega() {
      return omega;
    },
    get gateway() {
      return gateway;
    },
    restart(settings) {
      gateway = new OmegaGateway(omega, secret, settings);
    },
    calls: () => omega.received.slice(before.calls).map(({ step }) => step),
    left: () => omega.requests.slice(before.requests).map(({ status }) => status),
    told: () => gateway.told.map(({ outcome, status, state }) => [outcome, status, state ?? null]),
    filing: async () => shown(await gateway.filing(REFERENCE)),
  };
}
