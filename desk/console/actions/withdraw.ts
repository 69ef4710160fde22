import { withdrawFiling } from '../../actions/withdraw-filing.ts';
import type { ConsoleAction } from '../action.ts';
import { laneWords } from '../words/lanes.ts';

/** Takes out what waits of a filing, with a reason. */
export const withdrawAction: ConsoleAction = {
  name: 'withdraw',
  async run({ gateway, form, language }) {
    const field = (name: string) => form.get(name) || undefined;
    const reference = field('reference') ?? '';
    const wish = { reference, reason: field('reason'), message: field('message'), kind: field('kind') };
    const done = await withdrawFiling(gateway, { ...wish, authority: field('authority') });
    const isOut = done.some(({ action }) => action === 'withdrawn' || action === 'removed');
    const words = laneWords[language];
    return { says: isOut ? words.withdrawn(reference) : words.notWithdrawn(reference) };
  },
};
