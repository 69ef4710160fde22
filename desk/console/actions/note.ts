import { noteFiling } from '../../actions/note-filing.ts';
import type { ConsoleAction } from '../action.ts';
import { filingWords } from '../words/filing.ts';

/** Keeps a note about a filing. */
export const noteAction: ConsoleAction = {
  name: 'note',
  async run({ gateway, form, language, now }) {
    const field = (name: string) => form.get(name) ?? undefined;
    const of = { reference: field('reference') ?? '', authority: field('authority'), kind: field('kind') };
    await noteFiling(gateway, { ...of, text: field('text') ?? '' }, now);
    return { says: filingWords[language].noted };
  },
};
