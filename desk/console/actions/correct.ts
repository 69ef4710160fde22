import { reasonOf } from '../../actions/reason.ts';
import { DeskFault } from '../../fault.ts';
import type { Awaited } from '../../filings/answers.ts';
import { runReplay } from '../../replay/run.ts';
import type { ConsoleAction } from '../action.ts';
import { keepAwaited } from '../filing/awaited.ts';
import { correctContent } from '../filing/correct-content.tsx';
import { correctedMessage, keyGiven } from '../filing/corrected.ts';
import { filingPath } from '../filing-path.ts';
import { deskText } from '../french/desk-text.ts';
import { correctWords } from '../words/correct.ts';

/** Submits a corrected message; one that would be refused is shown again with its faults. */
export const correctAction: ConsoleAction = {
  name: 'correct',
  async run(visit) {
    const { gateway, form, language, now } = visit;
    const words = correctWords[language];
    const key = keyGiven(visit, (name) => form.get(name) ?? undefined);
    const reason = reasonOf(form.get('reason') ?? undefined, 'kept');
    const message = key ? await correctedMessage(visit, key, reason) : undefined;
    if (!key || !message) throw new DeskFault('NOT_FOUND', words.leftOut);
    if ('leftOut' in message)
      throw new DeskFault('NOT_CHANGED', `${words.leftOut}: ${deskText(message.leftOut, language)}.`);
    const { checked } = message;
    if (!checked || checked.draft.faults.length > 0 || checked.draft.obstacle !== undefined)
      return correctContent(visit, message, 400);
    let awaited: Awaited | undefined;
    const { correction, differences } = checked;
    const detail = differences
      .map(({ pointer }) => pointer)
      .join(', ')
      .slice(0, 500);
    const { rows } = await runReplay(gateway, [key], {
      ...{ reason, correction, ...(detail && { detail: `changed ${detail}` }) },
      onRow: (_, one) => {
        awaited = one;
      },
    });
    const [row] = rows;
    if (row?.action !== 'replayed')
      throw new DeskFault('NOT_CHANGED', `${words.leftOut}: ${deskText(row?.reason ?? '', language)}.`);
    const id = awaited && keepAwaited(awaited, now);
    return { says: words.put, to: filingPath(key, id === undefined ? '' : `/answer?of=${id}`) };
  },
};
