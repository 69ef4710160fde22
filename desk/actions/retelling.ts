import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { acting } from './acting.ts';

export interface RetellingOptions {
  /** Hears how many messages were told so far. */
  onProgress?: (told: number) => void;
  /** Stops it after what is under way. */
  signal?: AbortSignal | undefined;
}

/** Has messages told again in a person's name; the record of actions has how many were. */
export function retelling<T>(
  gateway: GatewayConnection,
  { reason, detail }: Pick<PersonAction, 'reason'> & { detail: string },
  retell: (options: RetellingOptions) => Promise<T>,
  { onProgress = () => {}, signal }: RetellingOptions,
): Promise<T> {
  let count = 0;
  const counting = (told: number) => {
    count = told;
    onProgress(told);
  };
  return acting(
    gateway,
    { action: 'retell', reason, detail },
    () => retell({ onProgress: counting, signal }),
    () => ({ detail: `${detail}; ${count} told`, ...(signal?.aborted && { result: 'stopped' }) }),
  );
}
