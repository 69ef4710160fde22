import { toCustomsDateTime } from './date-time.ts';

/**
 * [H7-T4, H7-T5] Fills in the header's date-time, and its id: a UUID followed by the epoch seconds,
 * without anything between.
 */
export function prepare(payload: Record<string, unknown>, now: Date, uuid: () => string): Record<string, unknown> {
  const { header } = payload;
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return payload;
  return {
    ...payload,
    header: {
      messageDateTime: toCustomsDateTime(now),
      messageId: `${uuid()}${Math.floor(now.getTime() / 1000)}`,
      ...header,
    },
  };
}
