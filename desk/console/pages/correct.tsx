import { correctContent } from '../filing/correct-content.tsx';
import { correctedMessage, keyGiven } from '../filing/corrected.ts';
import { filingPath } from '../filing-path.ts';
import { deskText } from '../french/desk-text.ts';
import type { Page } from '../page.ts';
import { correctWords } from '../words/correct.ts';

/** The form by which a message that was turned down is corrected; it is checked whenever it is posted. */
export const correctPage: Page = {
  path: '/filings/:authority/:kind/:reference/correct',
  takesForms: true,
  async show(visit) {
    const words = correctWords[visit.language];
    const key = keyGiven(visit, (name) => visit.parameters[name]);
    const message = key ? await correctedMessage(visit, key, visit.form.get('reason') ?? '') : { leftOut: '' };
    if (!('leftOut' in message)) return correctContent(visit, message);
    return {
      title: words.leftOut,
      status: 409,
      content: (
        <>
          <p>{deskText(message.leftOut, visit.language)}</p>
          {key && (
            <p>
              <a href={filingPath(key)}>{words.back}</a>
            </p>
          )}
        </>
      ),
    };
  },
};
