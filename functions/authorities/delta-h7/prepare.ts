import { newMessageId } from '../../../schemas/delta-h7/fields.ts';
import { toCustomsDateTime } from './date-time.ts';

/** [H7-T4, H7-T5] Fills in the header's date-time, and its id. */
export function prepare(payload: Record<string, unknown>, now: Date, uuid: () => string): Record<string, unknown> {
  const { header } = payload;
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return payload;
  return {
    ...payload,
    header: {
      messageDateTime: toCustomsDateTime(now),
      messageId: newMessageId(now, uuid()),
      ...header,
    },
  };
}
