import type { Child } from 'hono/jsx';
import type { Visit } from '../visit.ts';
import { frameWords } from '../words/frame.ts';

export interface ActionFormProperties {
  visit: Visit;
  /** The action's name: the form is posted to `/actions/NAME`, and not there where the person may not do it. */
  action: string;
  /** Fields that the person does not see. */
  fields?: Readonly<Record<string, string>>;
  /** The text of the button. */
  button: string;
  /** The style of the button: one that is hard to take back warns. */
  look?: 'plain' | 'first' | 'warning';
  /** Asks why, in a field `reason` that must be filled in. */
  asksWhy?: boolean;
  children?: Child;
}

/** The form of an action. It leads back to the page that it stands on, where the end of the action is told. */
export function ActionForm({
  visit,
  action,
  fields = {},
  button,
  look = 'plain',
  asksWhy = false,
  children,
}: ActionFormProperties) {
  if (!visit.may(action)) return null;
  const words = frameWords[visit.language];
  return (
    <form class="action" method="post" action={`/actions/${action}`}>
      <PostedBack visit={visit} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      {asksWhy && (
        <label>
          {words.reason}{' '}
          <input name="reason" required maxlength={500} placeholder={words.reasonHint} autocomplete="off" />
        </label>
      )}
      <button type="submit" class={look}>
        {button}
      </button>
    </form>
  );
}

/** The hidden fields of every form that is posted: without them it is refused. */
export function PostedBack({ visit: { antiForgery, url } }: { visit: Visit }) {
  return (
    <>
      <input type="hidden" name="anti-forgery" value={antiForgery} />
      <input type="hidden" name="back" value={`${url.pathname}${url.search}`} />
    </>
  );
}
