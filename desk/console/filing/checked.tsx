import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { Warning } from '../../../schemas/contract.ts';
import type { Fault } from '../../../schemas/fault.ts';
import type { MessageDifference } from '../../form/exact-differences.ts';
import { pathWords } from '../../places/place-words.ts';
import { colonIn } from '../colon.ts';
import type { Language } from '../language.ts';
import { DataTable } from '../layout/data-table.tsx';
import { correctWords } from '../words/correct.ts';
import { faultText, textInLanguage } from '../words/fault-texts.ts';
import { placeInMessage } from './faults-by-place.ts';
import { fieldId } from './form-fields.tsx';

export interface CheckResultProperties {
  authority: AuthorityName;
  language: Language;
  faults: readonly Fault[];
  warnings: readonly Warning[];
  /** The changes; none where there was no message before. */
  differences: readonly MessageDifference[] | undefined;
  /** It is still as the authority rejected it, for what no check of ours may find. */
  isAsRejected?: boolean | undefined;
}

/** The faults that the check found, and the changes: made anew while somebody fills in the form. */
export function CheckResult({
  authority,
  language,
  faults,
  warnings,
  differences,
  isAsRejected,
}: CheckResultProperties) {
  const words = correctWords[language];
  const placeOf = (pointer: string) => {
    const place = placeInMessage({ pointer });
    return place === undefined ? words.envelope : pathWords(authority, place.split('/').slice(1), language);
  };
  return (
    <div id="checked">
      <p class={faults.length > 0 ? 'notice failed' : 'notice'} role="status">
        {faults.length > 0 ? words.faults(faults.length) : isAsRejected ? words.noFaultYet : words.noFault}
      </p>
      {faults.length > 0 && (
        <ul class="faults">
          {faults.map((fault) => {
            const place = placeInMessage(fault);
            const name = placeOf(fault.pointer);
            return (
              <li>
                {place ? <a href={`#${fieldId(place)}`}>{name}</a> : name} {faultText(fault, authority, language)}
              </li>
            );
          })}
        </ul>
      )}
      {warnings.length > 0 && (
        <>
          <h2>{words.warnings}</h2>
          <ul>
            {warnings.map(({ pointer, text }) => (
              <li>
                {`${placeOf(pointer)}${colonIn(language)}`}
                {textInLanguage(text, authority, language)}
              </li>
            ))}
          </ul>
        </>
      )}
      {differences && (
        <DataTable
          caption={words.differences}
          showsCaption
          empty={words.noDifference}
          rows={differences}
          columns={[
            {
              title: words.differences,
              cell: ({ pointer }) => pathWords(authority, pointer.split('/').slice(1), language),
            },
            { title: words.before, cell: ({ before }) => before ?? <span class="muted">{words.nothing}</span> },
            { title: words.after, cell: ({ after }) => after ?? <span class="muted">{words.nothing}</span> },
          ]}
        />
      )}
    </div>
  );
}
