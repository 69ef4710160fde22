/** A text with a button that copies it; the button is there where scripts run. */
export function Copied({ text, button }: { text: string; button: string }) {
  return (
    <>
      <code>{text}</code>{' '}
      <button type="button" class="copy" data-copy={text} hidden>
        {button}
        <span class="hidden"> {text}</span>
      </button>
    </>
  );
}
