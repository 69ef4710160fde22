import type { Telling, Tellings } from '../ledger/tellings.ts';
import { errorFields, type Telemetry } from '../telemetry/log.ts';

export interface NoteTellingsPorts {
  tellings: Pick<Tellings, 'note'>;
  telemetry: Telemetry;
  now: () => Date;
}

/**
 * Notes which messages platforms were told. Never rejects: they are told by now, and a batch that failed for its note
 * would be told again.
 */
export async function noteTellings(
  told: readonly Telling[],
  { tellings, telemetry, now }: NoteTellingsPorts,
): Promise<void> {
  if (told.length === 0) return;
  try {
    await tellings.note(told, now());
  } catch (error) {
    telemetry.event('notification.unnoted', { count: told.length, ...errorFields(error) });
  }
}
