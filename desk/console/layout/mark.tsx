import type { Child } from 'hono/jsx';

/** A word that tells how something stands, by its colour and a sign, so that nobody needs to see the colour. */
export function Mark({ tone, children }: { tone: 'good' | 'wait' | 'bad' | 'none'; children?: Child }) {
  return <span class={`mark ${tone}`}>{children}</span>;
}
