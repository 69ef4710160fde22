import { redriveLane } from '../../actions/redrive-lane.ts';
import type { ConsoleAction } from '../action.ts';
import { numberIn } from '../security/posted-form.ts';
import { deadLetterWords } from '../words/dead-letters.ts';

/** Puts the dead letters of a lane back on its outbox. */
export const redriveAction: ConsoleAction = {
  name: 'redrive',
  async run({ gateway, form, language }) {
    const words = deadLetterWords[language];
    const wish = {
      lane: form.get('lane') ?? '',
      limit: numberIn(form, 'limit'),
      reason: form.get('reason') || undefined,
    };
    const { putBack, failed, undeleted, hidden } = await redriveLane(gateway, wish);
    if (hidden > 0) return { says: words.hidden };
    const left = failed.length + undeleted;
    return { says: left > 0 ? words.putBackSome(putBack, left) : words.putBack(putBack) };
  },
};
