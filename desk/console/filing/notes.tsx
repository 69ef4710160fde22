import type { PersonAction } from '../../../functions/ledger/actions.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { LONGEST_NOTE } from '../../actions/note-filing.ts';
import { colonIn } from '../colon.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { Moment } from '../moment.tsx';
import type { Visit } from '../visit.ts';
import { filingWords } from '../words/filing.ts';
import { recordWords } from '../words/record.ts';

/** The actions and notes of people about a filing, with a form for a further note. */
export function Notes({ visit, of, actions }: { visit: Visit; of: FilingKey; actions: readonly PersonAction[] }) {
  const { language } = visit;
  const words = filingWords[language];
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{words.notes}</h2>
      {actions.length === 0 && <p class="muted">{words.noNotes}</p>}
      <ul>
        {actions.map(({ at, who, action, reason }) => (
          <li>
            <Moment at={at} language={language} /> <span class="muted">{who.split('/').at(-1)}</span>
            {action !== 'note' && <strong> {recordWords[language].actionNames[action] ?? action}</strong>}
            {reason !== null && `${colonIn(language)}${reason}`}
          </li>
        ))}
      </ul>
      <ActionForm
        visit={visit}
        action="note"
        fields={{ authority: of.authority, kind: of.kind, reference: of.reference }}
        button={words.addNote}
      >
        <label>
          {words.note} <input name="text" required maxlength={LONGEST_NOTE} autocomplete="off" />
        </label>
      </ActionForm>
    </section>
  );
}
