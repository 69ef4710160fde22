import { reasonOf } from '../../actions/reason.ts';
import type { ConsoleAction } from '../action.ts';
import { arrivalWanted, arrivingAuthority } from '../arrivals/arrived.ts';
import { filingPath } from '../filing-path.ts';
import { arriveWords } from '../words/arrive.ts';

/** Announces an arrival, and leads to its filing. */
export const arriveAction: ConsoleAction = {
  name: 'arrive',
  async run({ gateway, form, language }) {
    const words = arriveWords[language];
    const arrivals = arrivingAuthority(gateway);
    if (!arrivals) return { says: words.noLane };
    const reason = reasonOf(form.get('reason') ?? undefined, 'kept');
    const key = await arrivals.announce(gateway, { ...arrivalWanted(form), reason });
    return { says: words.announced, to: filingPath(key) };
  },
};
