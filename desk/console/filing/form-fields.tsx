import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { FormNode } from '../../form/form-node.ts';
import { postedName } from '../../form/posted-json.ts';
import { fieldTitle, pathWords } from '../../places/place-words.ts';
import type { Language } from '../language.ts';
import { correctWords } from '../words/correct.ts';
import { CodeField, fieldCodes } from './form-choices.tsx';

export interface FormFieldsProperties {
  authority: AuthorityName;
  language: Language;
  now: Date;
  node: FormNode;
  /** The faults by the places of their fields. */
  faults: ReadonlyMap<string, readonly string[]>;
  /** The place of the reference, which stays as it is. */
  referenceAt: string | undefined;
}

/** The id of a field, by its place. */
export const fieldId = (pointer: string) => `field${pointer}`;

/** The fields of a message, with those of its objects and lists within each other. */
export function FormFields(properties: FormFieldsProperties) {
  const { node } = properties;
  if (node.kind === 'object' || node.kind === 'list') return <Part {...properties} />;
  return <Leaf {...properties} />;
}

function Part(properties: FormFieldsProperties) {
  const { authority, language, node, faults } = properties;
  const words = correctWords[language];
  const { pointer, name, kind, nodes, addable, isOptional } = node;
  const title = pointer === '' ? '' : titleOf(properties);
  const isEntry = /^\d+$/.test(name);
  const leaves = nodes.filter((one) => one.kind !== 'object' && one.kind !== 'list');
  const parts = nodes.filter((one) => one.kind === 'object' || one.kind === 'list');
  const content = (
    <>
      {pointer !== '' && <input type="hidden" name={postedName(node)} value="" />}
      <Faults pointer={pointer} faults={faults} />
      {kind === 'object' && leaves.length > 0 && (
        <div class="fields">
          {leaves.map((one) => (
            <FormFields {...properties} node={one} />
          ))}
        </div>
      )}
      {(kind === 'object' ? parts : nodes).map((one) => (
        <FormFields {...properties} node={one} />
      ))}
      {addable.length > 0 && (
        <details class="more">
          <summary>{words.addPart}</summary>
          <p class="buttons">
            {addable.map((one) => (
              <Change value={`add:${pointer}/${one}`} text={fieldTitle(authority, one, language)} />
            ))}
          </p>
        </details>
      )}
      {kind === 'list' && <Change value={`add:${pointer}`} text={words.addEntry(title)} />}
      {(isOptional || isEntry) && pointer !== '' && (
        <Change value={`remove:${pointer}`} text={words.removeThis(title)} />
      )}
    </>
  );
  if (pointer === '') return content;
  return (
    <fieldset id={fieldId(pointer)} class={isEntry ? 'part entry' : 'part'}>
      <legend>{title}</legend>
      {content}
    </fieldset>
  );
}

/** A button that adds a part to the message, or takes one out; nothing is submitted. */
function Change({ value, text }: { value: string; text: string }) {
  return (
    <button type="submit" name="change" value={value} class="small" formnovalidate>
      {text}
    </button>
  );
}

function Leaf(properties: FormFieldsProperties) {
  const { authority, language, now, node, faults, referenceAt } = properties;
  const words = correctWords[language];
  const { pointer, kind, text, isOptional, most } = node;
  const id = fieldId(pointer);
  const isFaulty = faults.has(pointer);
  const described = { 'aria-describedby': `${id}-faults`, ...(isFaulty && { 'aria-invalid': 'true' as const }) };
  const common = { id, name: postedName(node), ...described };
  const codes = fieldCodes(authority, node, language, now);
  const isReference = pointer === referenceAt;
  const isLong = kind === 'json' || text.length > 60 || text.includes('\n') || (most ?? 0) > 100;
  return (
    <div class={isFaulty ? 'field faulty' : 'field'}>
      <label for={id}>
        {titleOf(properties)} {isOptional && <span class="muted">({words.optional})</span>}
      </label>
      {kind === 'flag' ? (
        <CodeField
          {...common}
          text={text}
          isOptional
          codes={[
            { code: 'true', text: words.yes },
            { code: 'false', text: words.no },
          ]}
          language={language}
          isBare
        />
      ) : codes ? (
        <CodeField
          {...common}
          text={text}
          isOptional={isOptional}
          codes={codes.codes}
          list={codes.list}
          language={language}
        />
      ) : isLong ? (
        <textarea {...common} rows={text.length > 120 ? 3 : 2} maxlength={most} spellcheck={false}>
          {text}
        </textarea>
      ) : (
        <input
          {...common}
          value={text}
          maxlength={most}
          readonly={isReference}
          inputmode={kind === 'number' ? 'decimal' : undefined}
          autocomplete="off"
          spellcheck={false}
        />
      )}
      {isReference && <span class="muted">{words.reference}</span>}
      <Faults pointer={pointer} faults={faults} />
    </div>
  );
}

/** The faults of a place; it is there without any, so that a script can put them in. */
function Faults({ pointer, faults }: Pick<FormFieldsProperties, 'faults'> & { pointer: string }) {
  return (
    <ul id={`${fieldId(pointer)}-faults`} class="faults" data-faults={pointer}>
      {(faults.get(pointer) ?? []).map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
}

/** The title of a field; that of an entry of a list with its number. */
function titleOf({ authority, language, node: { pointer, name } }: FormFieldsProperties): string {
  const title = /^\d+$/.test(name)
    ? pathWords(authority, pointer.split('/').slice(-2), language)
    : fieldTitle(authority, name, language);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
