import type { Gateway, Ready } from '../../local/gateway.ts';
import type { Simulator } from '../../local/simulators/delta-h7/index.ts';

/** What of a gateway is counted. */
export type Counted = Pick<Gateway, 'calls' | 'functions' | 'units'>;

/** What a gateway has of a declaration. */
export interface Kept {
  /** How many callbacks about it are stored. */
  callbacks: number;
  /** Whether it stands there as released. */
  isReleased: boolean;
}

/** A gateway that files declarations and takes callbacks on this machine's stand-ins, beside a customs. */
export interface Design {
  customs: Pick<Simulator, 'received'>;
  gateway: Counted & { ready: Pick<Ready, 'region' | 'queues'> & { endpoints: Pick<Ready['endpoints'], 'sqs'> } };
  /** How many messages wait or are worked on. */
  queued(queue: 'outbox' | 'deadLetters'): Promise<number>;
  /** Posts to the callback API. */
  callback(path: string, body: unknown): Promise<{ status: number }>;
  /** Waits until the platforms are told of all callbacks. */
  settled(): Promise<void>;
  kept(lrn: string): Promise<Kept>;
  /** Which declarations platforms were told of since this was asked last, once for each outcome. */
  told(): Promise<string[]>;
  stop(): Promise<void>;
}
