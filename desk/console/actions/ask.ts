import { askAuthority } from '../../actions/ask-authority.ts';
import { DeskFault } from '../../fault.ts';
import type { ConsoleAction } from '../action.ts';
import { askedQuery } from '../filing/asked.tsx';
import { keyGiven } from '../filing/corrected.ts';
import { filingPath } from '../filing-path.ts';
import { nounIn } from '../said.ts';
import { filingWords } from '../words/filing.ts';

/** Asks the authority how a filing stands; its page awaits the answer. */
export const askAction: ConsoleAction = {
  name: 'ask',
  async run(visit) {
    const { gateway, form, language, now } = visit;
    const words = filingWords[language];
    const key = keyGiven(visit, (name) => form.get(name) ?? undefined);
    const before = key && (await askAuthority(gateway, key, form.get('reason') ?? undefined));
    if (!key || !before) throw new DeskFault('NOT_CHANGED', words.notAsked);
    const to = filingPath(key, `?${askedQuery(before.filing, now)}`);
    return { says: words.asked(nounIn(key.authority, language)), to };
  },
};
