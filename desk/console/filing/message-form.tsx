import type { AuthorityName } from '../../../schemas/catalogue.ts';
import type { OutboundMessage, Warning } from '../../../schemas/contract.ts';
import { parseExactJson } from '../../../schemas/exact-json.ts';
import type { Fault } from '../../../schemas/fault.ts';
import type { MessageDifference } from '../../form/exact-differences.ts';
import { formFieldOf } from '../../form/form-field.ts';
import { filledForm } from '../../form/form-node.ts';
import { jsonFault } from '../../submit/json-fault.ts';
import { PostedBack } from '../layout/action-form.tsx';
import type { Visit } from '../visit.ts';
import { correctWords } from '../words/correct.ts';
import { Checked } from './checked.tsx';
import { faultsByPlace } from './faults-by-place.ts';
import { CodeLists } from './form-choices.tsx';
import { FormFields } from './form-fields.tsx';
import { indentedJson } from './indented-json.ts';

export interface MessageFormProperties {
  visit: Visit;
  authority: AuthorityName;
  contract: OutboundMessage;
  /** The message as it stands in the form, JSON; a text that was typed in as JSON and is none. */
  text: string;
  /** It is typed in as JSON. */
  isRaw: boolean;
  faults: readonly Fault[];
  warnings: readonly Warning[];
  /** What was changed; none where there was no message before. */
  differences: readonly MessageDifference[] | undefined;
  /** The action by which it is submitted, with its fields that nobody sees. */
  action: string;
  fields: Readonly<Record<string, string>>;
  /** The reference may not be changed. */
  keepsReference: boolean;
}

/** The form of a message: each field of its schema with its faults, or the JSON of it, and the check below. */
export function MessageForm(properties: MessageFormProperties) {
  const { visit, authority, contract, text, isRaw, faults, fields, action, keepsReference } = properties;
  const { language, url } = visit;
  const words = correctWords[language];
  const broken = isRaw ? jsonFault(text) : undefined;
  const { reference } = contract;
  return (
    <form method="post" action={`${url.pathname}${url.search}`} class="message-form" data-checked>
      <PostedBack visit={visit} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="buttons">
        <button type="submit" name="as" value={isRaw ? 'form' : 'json'} class="small" formnovalidate>
          {isRaw ? words.asForm : words.asJson}
        </button>
      </p>
      {isRaw ? (
        <div class="field">
          <label for="json">{words.json}</label>
          <textarea id="json" name="json" rows={24} spellcheck={false}>
            {broken ? text : indentedJson(text)}
          </textarea>
          {broken && (
            <p class="faults" role="alert">
              {words.notJson(broken.line, broken.column)}
            </p>
          )}
        </div>
      ) : (
        <Fields
          {...{ visit, authority, contract, text }}
          faults={faultsByPlace(faults, authority, language)}
          referenceAt={
            keepsReference && typeof reference === 'string' && reference !== 'envelope' ? reference : undefined
          }
        />
      )}
      {!broken && <Checked {...properties} />}
      {visit.may(action) && (
        <p class="submit">
          <label>
            {words.why} <input name="reason" required maxlength={500} placeholder={words.whyHint} autocomplete="off" />
          </label>{' '}
          <button type="submit" class="first" formaction={`/actions/${action}`} disabled={broken !== undefined}>
            {words.submit}
          </button>{' '}
          <button type="submit" name="check" value="1" formnovalidate>
            {words.check}
          </button>
        </p>
      )}
    </form>
  );
}

interface FieldsProperties extends Pick<MessageFormProperties, 'visit' | 'authority' | 'contract' | 'text'> {
  faults: ReadonlyMap<string, readonly string[]>;
  referenceAt: string | undefined;
}

function Fields({ visit: { language, now }, authority, contract, text, faults, referenceAt }: FieldsProperties) {
  const { value, numbers } = parseExactJson(text);
  const node = filledForm(formFieldOf(contract.submission(), contract.schema()), value, numbers);
  return (
    <>
      <FormFields {...{ authority, language, now, node, faults, referenceAt }} />
      <CodeLists {...{ authority, language, now, node }} />
    </>
  );
}
