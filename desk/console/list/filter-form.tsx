import { type AuthorityName, contractOf, outboundMessages } from '../../../schemas/catalogue.ts';
import { filingStatuses, UNKNOWN_STATE } from '../../../schemas/filing.ts';
import { type FilterField, type FilterTexts, FLAG_TEXT, filterFields, filterFlags } from '../../filter/filter-texts.ts';
import { queryOf } from '../../filter/query.ts';
import { isKnownPlace, placeWords } from '../../places/place-words.ts';
import { colonIn } from '../colon.ts';
import type { Language } from '../language.ts';
import { saidOf } from '../said.ts';
import { listWords } from '../words/list.ts';
import { standingWords } from '../words/standing.ts';

export interface FilterFormProperties {
  texts: FilterTexts;
  authorities: readonly AuthorityName[];
  platforms: readonly string[];
  language: Language;
  /** The path of the page that is filtered. */
  page: string;
}

/** The filters in force, each with a link that takes it away, and a form that narrows them further. */
export function FilterForm({ texts, authorities, platforms, language, page }: FilterFormProperties) {
  const words = listWords[language];
  const chosen = filterFields.flatMap((field) => (texts[field] ?? []).map((text) => ({ field, text })));
  const isSingle = (field: FilterField) => field === 'since' || field === 'until' || field === 'text';
  const states = [...new Set(authorities.flatMap((authority) => contractOf(authority).states)), UNKNOWN_STATE];
  const messages = authorities.flatMap((authority) => outboundMessages(authority).map(({ message }) => message));
  const choices: readonly (readonly [FilterField, readonly string[]])[] = [
    ['status', filingStatuses],
    ['state', states],
    ...(authorities.length > 1 ? [['authority', authorities] as const] : []),
    ['platform', platforms],
    ['message', messages],
  ];
  return (
    <section class="filter" aria-label={words.filter}>
      {chosen.length > 0 && (
        <ul class="chips">
          {chosen.map(({ field, text }) => (
            <li>
              <a
                href={`${page}?${queryOf(without(texts, field, text))}`}
                aria-label={words.remove(chipText(field, text, authorities, language))}
              >
                {chipText(field, text, authorities, language)} <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <details class="more">
        <summary>{words.filter}</summary>
        <form method="get" action={page} class="fields">
          {chosen
            .filter(({ field }) => !isSingle(field))
            .map(({ field, text }) => (
              <input type="hidden" name={field} value={text} />
            ))}
          {choices
            .filter(([, values]) => values.length > 0)
            .map(([field, values]) => (
              <div class="field">
                <label for={`filter-${field}`}>{words.fields[field]}</label>
                <select id={`filter-${field}`} name={field}>
                  <option value="">{words.any}</option>
                  {values.map((value) => (
                    <option value={value}>{valueText(field, value, authorities, language)}</option>
                  ))}
                </select>
              </div>
            ))}
          {(['document', 'code', 'since', 'until', 'text'] as const).map((field) => (
            <div class="field">
              <label for={`filter-${field}`}>{words.fields[field]}</label>
              <input
                id={`filter-${field}`}
                name={field}
                value={isSingle(field) ? (texts[field]?.[0] ?? '') : ''}
                placeholder={field === 'code' || field === 'document' ? '' : words.hints[field]}
                autocomplete="off"
              />
            </div>
          ))}
          <p class="buttons">
            {filterFlags
              .filter((field) => !texts[field])
              .map((field) => (
                <label>
                  <input type="checkbox" name={field} value={FLAG_TEXT} /> {words.fields[field]}
                </label>
              ))}
            <button type="submit" class="first">
              {words.add}
            </button>
          </p>
        </form>
      </details>
    </section>
  );
}

function without(texts: FilterTexts, field: FilterField, text: string): FilterTexts {
  return { ...texts, [field]: (texts[field] ?? []).filter((one) => one !== text) };
}

function chipText(field: FilterField, text: string, authorities: readonly AuthorityName[], language: Language): string {
  const name = listWords[language].fields[field];
  return filterFlags.includes(field)
    ? name
    : `${name}${colonIn(language)}${valueText(field, text, authorities, language)}`;
}

/** A value in words, where it has any. */
function valueText(
  field: FilterField,
  value: string,
  authorities: readonly AuthorityName[],
  language: Language,
): string {
  if (field === 'status')
    return standingWords[language].statuses[value as keyof typeof standingWords.en.statuses] ?? value;
  if (field === 'place') return placeText(value, authorities, language);
  if (field !== 'state') return value;
  const owner = authorities.find((authority) => contractOf(authority).states.includes(value));
  return owner ? saidOf(owner, language)(value) : value;
}

/** A place in the words of the authority that has it. */
function placeText(place: string, authorities: readonly AuthorityName[], language: Language): string {
  const owner = authorities.find((authority) => isKnownPlace(authority, place));
  return owner ? placeWords(owner, place, language) : place;
}
