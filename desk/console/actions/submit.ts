import { submitMessage } from '../../actions/submit-message.ts';
import { DeskFault } from '../../fault.ts';
import type { ConsoleAction } from '../action.ts';
import { keepAwaited } from '../filing/awaited.ts';
import { keyGiven } from '../filing/corrected.ts';
import { followContent } from '../filing/follow-content.tsx';
import { followingMessage } from '../filing/following-message.ts';
import { filingPath } from '../filing-path.ts';
import { correctWords } from '../words/correct.ts';

/** Submits a message that follows about a filing; one that would be refused is shown again with its faults. */
export const submitAction: ConsoleAction = {
  name: 'submit',
  async run(visit) {
    const { gateway, form, language, now } = visit;
    const words = correctWords[language];
    const key = keyGiven(visit, (name) => form.get(name) ?? undefined);
    const message = key && (await followingMessage(visit, key, form.get('message') ?? ''));
    if (!message) throw new DeskFault('NOT_CHANGED', `${words.notAllowed}.`);
    const { checked, written } = message;
    if (!checked || checked.faults.length > 0) return followContent(visit, message, 400);
    const awaited = await submitMessage(gateway, written, now);
    const id = keepAwaited(awaited, now);
    return { says: words.put, to: filingPath(awaited.key, `/answer?of=${id}`) };
  },
};
