import { retellSpan } from '../../actions/retell-span.ts';
import { retellUntold } from '../../actions/retell-untold.ts';
import { spanOf } from '../../filter/span.ts';
import type { ConsoleAction } from '../action.ts';
import type { Language } from '../language.ts';
import { numberIn } from '../security/posted-form.ts';
import { deadLetterWords } from '../words/dead-letters.ts';

/** Has platforms told of what lies on the queue of untold messages, or of all that came in a period. */
export const retellActions: readonly ConsoleAction[] = [
  {
    name: 'retell',
    async run({ gateway, form, language }) {
      const wish = { limit: numberIn(form, 'limit'), reason: form.get('reason') || undefined };
      const { told, stillUntold, hidden } = await retellUntold(gateway, wish);
      return { says: hidden > 0 ? deadLetterWords[language].hidden : toldText(told, stillUntold.length, language) };
    },
  },
  {
    name: 'retell-span',
    async run({ gateway, form, language, now }) {
      const span = spanOf(form.get('since') ?? '', form.get('until') || undefined, now);
      const { told, stillUntold } = await retellSpan(gateway, span, form.get('reason') || undefined);
      return { says: toldText(told, stillUntold.length, language) };
    },
  },
];

function toldText(told: number, left: number, language: Language): string {
  const words = deadLetterWords[language];
  return left > 0 ? words.toldSome(told, left) : words.told(told);
}
