import { filingPath } from '../filing-path.ts';
import { deskText } from '../french/desk-text.ts';
import type { Shown } from '../page.ts';
import type { Visit } from '../visit.ts';
import { correctWords } from '../words/correct.ts';
import type { CorrectedMessage } from './corrected.ts';
import { FilingErrors } from './errors.tsx';
import { fieldId } from './form-fields.tsx';
import { MessageForm } from './message-form.tsx';

/** The form of a message that is corrected. */
export function correctContent(visit: Visit, message: CorrectedMessage, status?: 400): Shown {
  const { key, turnedDown, errors, posted, checked } = message;
  const words = correctWords[visit.language];
  const { authority, kind, reference } = key;
  return {
    title: words.title(reference),
    ...(status && { status }),
    content: (
      <>
        <p>
          <a href={filingPath(key)}>{words.back}</a>
        </p>
        {checked?.draft.obstacle !== undefined && (
          <p class="notice failed">{deskText(checked.draft.obstacle, visit.language)}</p>
        )}
        <FilingErrors
          {...{ authority, errors, language: visit.language }}
          anchorOf={({ at }) => (at && !posted.isRaw ? fieldId(at.pointer) : undefined)}
        />
        <MessageForm
          visit={visit}
          authority={authority}
          contract={turnedDown.contract}
          text={posted.text}
          isRaw={posted.isRaw}
          unreadable={posted.unreadable}
          faults={checked?.draft.faults ?? []}
          warnings={checked?.draft.warnings ?? []}
          differences={checked?.differences}
          isAsRejected={message.isAsRejected}
          action="correct"
          page={filingPath(key, '/correct')}
          fields={{ authority, kind, reference }}
          keepsReference
        />
      </>
    ),
  };
}
