import { setTimeout as sleep } from 'node:timers/promises';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { type Answer, awaitAnswers } from '../../filings/answers.ts';
import { answerLine } from '../../render/submitted.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { AUTHORITY, type Consultation, keyOfDeclaration } from './consultations.ts';
import { named, type Said, saidLine } from './consulted.ts';

/** The answer of customs to a consultation, and to each declaration in it. */
export interface Heard {
  consultation: Consultation;
  answer: Answer;
  declarations: { reference: string; customs: Said; filing: Filing | null }[];
}

/** Waits for the answers to what was asked, and shows of each declaration what customs said. */
export async function hear(
  asked: readonly Consultation[],
  ledger: Ledger,
  { waitSeconds, json }: { waitSeconds: number; json?: boolean | undefined },
  terminal: Terminal,
): Promise<Heard[]> {
  const answers = new Map<string, Answer>();
  const progress = () => terminal.progress(`${answers.size} of ${asked.length} answered …`);
  progress();
  await awaitAnswers(
    ledger,
    asked.map(({ submission, messageId }) => ({ submission, key: consultationKey(messageId), before: [] })),
    {
      seconds: waitSeconds,
      sleep: (milliseconds) => sleep(milliseconds),
      onAnswer({ key }, answer) {
        answers.set(key.reference, answer);
        progress();
      },
    },
  );
  const heard: Heard[] = [];
  for (const consultation of asked) {
    const answer = answers.get(consultation.messageId) ?? { kind: 'none', filing: null };
    const declarations = await Promise.all(
      consultation.lrns.map((lrn) => saidOf(lrn, consultation.messageId, answer, ledger)),
    );
    heard.push({ consultation, answer, declarations });
    if (json) continue;
    if (answer.kind !== 'answered') terminal.out(answerLine(consultation.messageId, answer, terminal));
    for (const { reference, customs, filing } of declarations)
      terminal.out(saidLine(reference, customs, filing, terminal));
  }
  if (!json) tellUnknown(heard, terminal);
  return heard;
}

const consultationKey = (reference: string): FilingKey => ({ authority: AUTHORITY, kind: 'consultation', reference });

/** [H7-X7] The word of an answer on a declaration: customs does not know those that it leaves out. */
async function saidOf(
  lrn: string,
  messageId: string,
  answer: Answer,
  ledger: Ledger,
): Promise<Heard['declarations'][0]> {
  const key = keyOfDeclaration(lrn);
  const records = await ledger.records(key);
  const filing = records.length > 0 ? readFiling(key, records).filing : null;
  const said = records.findLast(
    (record) => record.type === 'stated' && record.via.kind === 'consultation' && record.via.reference === messageId,
  );
  if (answer.kind !== 'answered') return { reference: lrn, customs: 'no answer', filing };
  const isUnknown = said?.type !== 'stated' || said.facts.unknownToAuthority === true;
  return { reference: lrn, customs: isUnknown ? 'unknown' : 'found', filing };
}

function tellUnknown(heard: readonly Heard[], terminal: Terminal): void {
  const all = heard.flatMap(({ declarations }) => declarations);
  const unknown = all.filter(({ customs }) => customs === 'unknown').map(({ reference }) => reference);
  if (unknown.length === 0) return;
  const which = `${unknown.length} of ${all.length} ${unknown.length === 1 ? 'is' : 'are'} unknown to customs`;
  terminal.out(`${which}: ${named(unknown)}`);
}
