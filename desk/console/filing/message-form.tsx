import type { OutboundMessage } from '../../../schemas/contract.ts';
import { parseExactJson } from '../../../schemas/exact-json.ts';
import { filledForm } from '../../form/form-node.ts';
import { messageField } from '../../form/message-field.ts';
import { indentedJson } from '../../render/indented-json.ts';
import { PostedBack } from '../layout/action-form.tsx';
import type { Visit } from '../visit.ts';
import { correctWords } from '../words/correct.ts';
import { CheckResult, type CheckResultProperties } from './checked.tsx';
import { faultsByPlace } from './faults-by-place.ts';
import { CodeLists } from './form-choices.tsx';
import { FormFields } from './form-fields.tsx';

export interface MessageFormProperties extends Omit<CheckResultProperties, 'language'> {
  visit: Visit;
  contract: OutboundMessage;
  /** The message as it stands in the form, JSON; a text that was typed in as JSON and is none. */
  text: string;
  /** It is typed in as JSON. */
  isRaw: boolean;
  /** The reason why that cannot be read. */
  unreadable: string | undefined;
  /** The path of the page of the form. */
  page: string;
  /** The action by which it is submitted, with its fields that nobody sees. */
  action: string;
  fields: Readonly<Record<string, string>>;
  /** The reference may not be changed. */
  keepsReference: boolean;
}

/** The form of a message: each field of its schema with its faults, or the JSON of it, and the check below. */
export function MessageForm(properties: MessageFormProperties) {
  const { visit, authority, contract, text, isRaw, unreadable, faults, fields, action, page, keepsReference } =
    properties;
  const { language, form } = visit;
  const words = correctWords[language];
  const { reference } = contract;
  return (
    <form method="post" action={page} class="message-form" data-checked>
      <PostedBack visit={visit} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <p class="buttons">
        {/* The first button is the one that the Enter key presses. */}
        <button type="submit" name="check" value="1" class="small" formnovalidate>
          {words.check}
        </button>
        <button type="submit" name="as" value={isRaw ? 'form' : 'json'} class="small" formnovalidate>
          {isRaw ? words.asForm : words.asJson}
        </button>
      </p>
      {unreadable === undefined && <CheckResult {...properties} language={language} />}
      {isRaw ? (
        <div class="field">
          <label for="json">{words.json}</label>
          <textarea id="json" name="json" rows={24} spellcheck={false}>
            {indentedJson(text)}
          </textarea>
          {unreadable !== undefined && (
            <p class="faults" role="alert">
              {unreadable}
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
      {visit.may(action) && (
        <p class="submit">
          <label class="why">
            {words.why}{' '}
            <input
              name="reason"
              required
              maxlength={500}
              placeholder={words.whyHint}
              value={form.get('reason') ?? ''}
              autocomplete="off"
            />
          </label>{' '}
          <button type="submit" class="first" formaction={`/actions/${action}`} disabled={unreadable !== undefined}>
            {words.submit}
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
  const node = filledForm(messageField(contract), value, numbers);
  return (
    <>
      <FormFields {...{ authority, language, now, node, faults, referenceAt }} />
      <CodeLists {...{ authority, language, now, node }} />
    </>
  );
}
