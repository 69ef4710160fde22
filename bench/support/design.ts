import type { Gateway, Ready } from '../../local/gateway.ts';
import type { Simulator } from '../../local/simulators/delta-h7/index.ts';

/** The counters of a gateway. */
export type Counted = Pick<Gateway, 'calls' | 'functions' | 'units' | 'unkept'>;

/** The state of a declaration in a gateway. */
export interface Kept {
  /** The number of stored callbacks about it. */
  callbacks: number;
  /** True if it is released there. */
  isReleased: boolean;
}

/** A gateway that files declarations and takes callbacks on this machine's stand-ins, beside a customs. */
export interface Design {
  customs: Pick<Simulator, 'received'>;
  gateway: Counted & { ready: Pick<Ready, 'region' | 'queues'> & { endpoints: Pick<Ready['endpoints'], 'sqs'> } };
  /** The number of messages that are parked or in flight. */
  queued(queue: 'outbox' | 'deadLetters'): Promise<number>;
  /** Posts to the callback API. */
  callback(path: string, body: unknown): Promise<{ status: number }>;
  /** Waits until the outcomes of all callbacks are published. */
  settled(): Promise<void>;
  kept(lrn: string): Promise<Kept>;
  /** The declarations of the outcomes that were published since the last call. */
  told(): Promise<string[]>;
  stop(): Promise<void>;
}
