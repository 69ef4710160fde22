import type { QueueAge } from '../../gateway/queue-ages.ts';
import type { Language } from '../language.ts';
import { momentIn } from '../moment.tsx';
import { spanText } from '../numbers.ts';

/** The age of a queue's oldest message in words; its title says of which minute it is. */
export function OldestAge({ age, language }: { age: QueueAge; language: Language }) {
  return <span title={momentIn(age.at, language)}>{spanText(0, age.seconds * 1000, language)}</span>;
}
