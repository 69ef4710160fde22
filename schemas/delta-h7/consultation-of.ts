import type { FilingName, Lookup } from '../lookup.ts';
import { responseConsultH7 } from './response-consult-h7.ts';

/**
 * The consultation that a message answers, by a declaration in it: the one that this same message answered before, or
 * else the oldest unanswered one that asked for it. A message without declarations goes to the oldest unanswered
 * consultation, and first to one that cannot have found anything, since customs had given no reference to any of its
 * declarations when it was sent.
 */
export async function consultationOf(
  payload: unknown,
  messageId: string,
  { mentions, enquiries }: Lookup,
): Promise<FilingName | undefined> {
  for (const reference of Object.keys(responseConsultH7.factsAbout?.(payload) ?? {})) {
    const { asked, stated } = await mentions({ kind: 'declaration', reference });
    const answered = stated.find((one) => one.messageId === messageId);
    if (answered) return answered;
    const isOpen = (one: FilingName) => !stated.some((other) => other.reference === one.reference);
    const open = asked.find((one) => one.kind === 'consultation' && isOpen(one));
    if (open) return open;
  }
  const consultations = await enquiries();
  const answered = consultations.find(({ heard }) => heard.includes(messageId));
  if (answered) return answered;
  const waiting = consultations.filter(({ isWaiting }) => isWaiting);
  for (const one of waiting) if (await one.asksForUnknown()) return one;
  return waiting[0];
}
