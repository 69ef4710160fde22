import { noteFiling } from '../../actions/note-filing.ts';
import type { ConsoleAction } from '../action.ts';
import { filingWords } from '../words/filing.ts';

/** Keeps a note about a filing. */
export const noteAction: ConsoleAction = {
  name: 'note',
  async run({ gateway, form, language, now }) {
    const authority = form.get('authority') ?? undefined;
    await noteFiling(gateway, { reference: form.get('reference') ?? '', authority, text: form.get('text') ?? '' }, now);
    return { says: filingWords[language].noted };
  },
};
