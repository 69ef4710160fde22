import { filingPath } from '../filing-path.ts';
import { Moment } from '../moment.tsx';
import type { Shown } from '../page.ts';
import { saidOf } from '../said.ts';
import type { Visit } from '../visit.ts';
import { correctWords } from '../words/correct.ts';
import type { FollowingMessage } from './following-message.ts';
import { MessageForm } from './message-form.tsx';

/** The form of a message that follows, with the time until which it may go. */
export function followContent(visit: Visit, message: FollowingMessage, status?: 400): Shown {
  const { key, allowed, posted, checked } = message;
  const { contract, until } = allowed;
  const words = correctWords[visit.language];
  const { authority, kind, reference } = key;
  return {
    title: `${contract.message}: ${reference}`,
    ...(status && { status }),
    content: (
      <>
        <p>
          <a href={filingPath(key)}>{words.back}</a>
        </p>
        <p>
          {saidOf(authority, visit.language)(contract.title)}.
          {until !== undefined && (
            <>
              {' '}
              {words.until} <Moment at={until} language={visit.language} />.
            </>
          )}
        </p>
        <MessageForm
          {...{ visit, authority, contract }}
          text={posted.text}
          isRaw={posted.isRaw}
          unreadable={posted.unreadable}
          faults={checked?.faults ?? []}
          warnings={checked?.warnings ?? []}
          differences={undefined}
          action="submit"
          page={filingPath(key, `/follow/${encodeURIComponent(contract.message)}`)}
          fields={{ authority, kind, reference, message: contract.message }}
          keepsReference={false}
        />
      </>
    ),
  };
}
