import { keyGiven } from '../filing/corrected.ts';
import { followContent } from '../filing/follow-content.tsx';
import { followingMessage } from '../filing/following-message.ts';
import { filingPath } from '../filing-path.ts';
import type { Page } from '../page.ts';
import { correctWords } from '../words/correct.ts';

/** The form of a message that may follow about a filing, as it stands now. */
export const followPage: Page = {
  path: '/filings/:authority/:kind/:reference/follow/:message',
  takesForms: true,
  async show(visit) {
    const words = correctWords[visit.language];
    const key = keyGiven(visit, (name) => visit.parameters[name]);
    const message = key && (await followingMessage(visit, key, visit.parameters['message'] ?? ''));
    if (message) return followContent(visit, message);
    return {
      title: words.notAllowed,
      status: 409,
      content: key && (
        <p>
          <a href={filingPath(key)}>{words.back}</a>
        </p>
      ),
    };
  },
};
