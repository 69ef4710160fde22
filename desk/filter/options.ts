import type { Command } from 'commander';
import { authorityNames, filingStates } from '../../schemas/catalogue.ts';
import { filingStatuses } from '../../schemas/filing.ts';
import { nounOf } from '../../schemas/noun.ts';
import { examples } from '../authorities/words.ts';
import { sentMessage } from '../definitions/message-name.ts';
import { quoted } from '../terminal/quoted.ts';
import { type FilterField, type FilterTexts, FLAG_TEXT, filterFields, filterFlags } from './filter-texts.ts';

/** A filter as commander gives it: the texts of each option, `true` for a flag. */
export type FilterOptions = { readonly [field in FilterField]?: readonly string[] | boolean | undefined };

/** Adds the options of a filter to a command; each may be given several times, and is taken as "one of". */
export function withFilters(command: Command, statuses: readonly string[] = filingStatuses): Command {
  const noun = nounOf(authorityNames);
  return command
    .option('--authority <name>', 'of this authority', collect)
    .option('--platform <name>', 'submitted for this platform', collect)
    .option('--status <status>', statuses.join(', '), collect)
    .option('--state <state>', filingStates.join(', '), collect)
    .option('--document <document>', 'of this transport document, TYPE:NUMBER or its number', collect)
    .option('--code <code>', 'with this code among the present errors', collect)
    .option('--place <pointer>', 'with a present error there, whatever the number of the item', collect)
    .option('--overdue', 'of which an answer is overdue')
    .option('--orphans', `that ${noun} wrote of and nothing was submitted of here`)
    .option('--differs', 'answered otherwise than was to be expected')
    .option('--since <when>', 'changed since: 15m, 24h, 3d, today, yesterday, a day in Paris, an instant', collect)
    .option('--until <when>', 'and until; a day is included', collect)
    .option('--message <name>', `that sent this message, for example ${examples.message}`, collectMessage)
    .option('--text <text>', 'with this in the reference or in an error', collect);
}

const collectMessage = (text: string, before?: readonly string[]) => collect(sentMessage(text), before);
const collect = (text: string, before: readonly string[] = []) => [...before, text];

/** The filter among the options of a command. */
export function textsInOptions(options: FilterOptions): FilterTexts {
  const given = filterFields.map((field) => {
    const value = options[field];
    return [field, typeof value === 'object' ? value : value ? [FLAG_TEXT] : []] as const;
  });
  return Object.fromEntries(given.filter(([, texts]) => texts.length > 0));
}

/** A filter as options of a command, each with a space before it; '' where nothing is filtered. */
export function optionsOf(texts: FilterTexts): string {
  return filterFields
    .flatMap((field) =>
      (texts[field] ?? []).map((text) => (filterFlags.includes(field) ? ` --${field}` : ` --${field} ${quoted(text)}`)),
    )
    .join('');
}
