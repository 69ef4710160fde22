import type { FilingStatus, HistoryEntry } from '../../schemas/filing.ts';
import type { Statement } from './attempts.ts';
import { answerPath, type Fates } from './fate.ts';
import type { SentRecord } from './records.ts';

/** A filing's sends, with what came of them. */
interface Judgement extends Pick<Fates, 'statusOf'> {
  sends: readonly SentRecord[];
  errorsAbout(sent: SentRecord): readonly Statement[];
  /** The sends in the place of one that was turned down, oldest first. */
  correctionsOf(sent: SentRecord): readonly SentRecord[];
}

type CallEnd = Pick<HistoryEntry, 'outcome' | 'httpStatus'>;

const TURNED_DOWN: readonly FilingStatus[] = ['refused', 'rejected', 'failed'];

/**
 * A history in which each send that was turned down after its call says so: `rejected`, or `failed` for a technical
 * error. The call itself was taken, which the error proves; what was said of it before is over.
 */
export function withFates(history: readonly HistoryEntry[], judgement: Judgement): HistoryEntry[] {
  const ends = new Map<string | null, CallEnd>(
    judgement.sends.flatMap((sent) => {
      const end = endAfterCall(sent, judgement);
      return end ? [[sent.messageId, end]] : [];
    }),
  );
  return history.map((entry) => {
    const end = entry.direction === 'sent' && isCall(entry) ? ends.get(entry.messageId) : undefined;
    if (!end) return entry;
    const { due: _, ...sent } = entry;
    return { ...sent, ...end };
  });
}

function endAfterCall(sent: SentRecord, { errorsAbout, correctionsOf, statusOf }: Judgement): CallEnd | undefined {
  const { verdict } = sent.settlement ?? {};
  // The end of its call is written down.
  if (verdict !== undefined && verdict !== 'parked' && verdict !== 'arrived') return undefined;
  const [correction] = correctionsOf(sent);
  const errors = errorsAbout(sent).filter(({ record }) => !correction || record.at < correction.at);
  const error = errors.at(-1);
  if (!error) return undefined;
  // An answer to the correction is none to it.
  const outcome = correction ? statusBy(errors) : statusOf(sent);
  return TURNED_DOWN.includes(outcome) ? { outcome, httpStatus: callStatus(sent, error) } : undefined;
}

function statusBy(errors: readonly Statement[]): FilingStatus {
  const final = errors.findLast(({ facts }) => !facts.technical);
  if (!final) return 'failed';
  return final.record.type === 'received' && final.record.isRefusal ? 'refused' : 'rejected';
}

/** True for the entry of a send by its call: what a person found of it, or its dead letter, is another one. */
const isCall = ({ outcome }: HistoryEntry) => ['sent', 'accepted', 'held', 'arrived'].includes(outcome);

/** The status of the call that was taken; null where its answer got lost. */
function callStatus({ message, settlement }: SentRecord, { record }: Statement): number | null {
  if (settlement) return null;
  const isResponse = record.type === 'received' && record.path === answerPath(message);
  return isResponse && record.httpStatus !== undefined ? record.httpStatus : 200;
}
