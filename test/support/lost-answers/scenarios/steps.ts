import type { Misbehaviour } from '../../../../local/simulators/delta-h7/index.ts';
import type { FilingState } from '../../../../schemas/filing.ts';
import type { Expected, ExpectedFiling } from '../reconcile.ts';
import type { SmallGateway, SmallGatewayOptions } from '../small-gateway.ts';

export type ScenarioStep = (gateway: SmallGateway) => Promise<void>;

/** A short life of a few messages, with every call known. */
export interface Scenario {
  name: string;
  options?: Omit<SmallGatewayOptions, 'fault'>;
  /** Prepares the state before the scenario: its calls are not counted. */
  prepare?: ScenarioStep;
  run: ScenarioStep;
  /** True if it may run with all of customs' callbacks kept back, and delivered at any point. */
  isOfCallbacks?: true;
  expected: Expected;
}

/** Submits, and works until nothing is left to do. */
export const put =
  (...texts: string[]): ScenarioStep =>
  async (gateway) => {
    for (const text of texts) await gateway.submit(text);
    await gateway.settle();
  };

/** One step after the other. */
export const inTurn =
  (...steps: ScenarioStep[]): ScenarioStep =>
  async (gateway) => {
    for (const step of steps) await step(gateway);
  };

export const housekeep: ScenarioStep = (gateway) => gateway.housekeep();

/** Makes customs misbehave at its next call. */
export const misbehave =
  (fault: Misbehaviour): ScenarioStep =>
  async (gateway) => {
    gateway.customs.misbehave(fault);
  };

/** Submits while customs misbehaves, then has the parked messages sent again. */
export const putAgain = (kind: 'http-500' | 'http-500-processed' | 'technical-error', text: string): ScenarioStep =>
  inTurn(misbehave({ kind }), put(text), housekeep);

export const CREATE = '/declarations/creer';
export const VALIDATE = '/declarations/{}/valider';
export const FALL_BACK = '/declarations/reprendre';
export const INVALIDATE = '/demandes/invalider';
export const AMEND = '/demandes/rectifier';

/** A filing that customs answered with a state. */
export const inState = (reference: string, state: FilingState): ExpectedFiling => ({
  ...{ reference, status: 'answered', state },
});
export const released = (reference: string): ExpectedFiling => inState(reference, 'released');
export const validated = (reference: string): ExpectedFiling => inState(reference, 'validated');
/** A request that customs decided. */
export const decided = (reference: string): ExpectedFiling => ({ reference, kind: 'request', status: 'answered' });
export const rejected = (reference: string): ExpectedFiling => ({ reference, status: 'rejected' });
/** The outcomes of a request that customs decided. */
export const decision = (reference: string) => [`${reference} request-registered`, `${reference} request-decided`];
