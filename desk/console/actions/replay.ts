import { reasonOf } from '../../actions/reason.ts';
import { DeskFault } from '../../fault.ts';
import { planReplay } from '../../replay/plan.ts';
import type { ConsoleAction } from '../action.ts';
import { beginReplay, replayJob } from '../replay/replay-jobs.ts';
import { chosenReplay } from '../replay/replay-wish.ts';
import { replayWords } from '../words/replay.ts';

/** Begins a replay of all that was chosen, a trial of it, or what a trial or a stop left. */
export const replayAction: ConsoleAction = {
  name: 'replay',
  async run(visit) {
    const { gateway, form, language, now } = visit;
    const words = replayWords[language];
    const reason = reasonOf(form.get('reason') ?? undefined, 'kept');
    const earlier = replayJob(form.get('rest') ?? '');
    if (earlier) {
      const { rest, correction, detail } = earlier;
      const job = beginReplay(gateway, { going: rest, correction, reason, detail, isTrial: false }, now);
      return { says: words.begun, to: `/replays/${job.id}` };
    }
    const { choice, correction, query, picked, isEmpty } = chosenReplay(visit);
    const { going } = isEmpty ? { going: [] } : await planReplay(gateway, choice, { correction, reason, now });
    if (going.length === 0) throw new DeskFault('NOT_FOUND', words.nothing);
    const detail = `${going.length} filings: ${(picked.map(({ reference }) => reference).join(' ') || query).slice(0, 300)}`;
    const job = beginReplay(gateway, { going, correction, reason, detail, isTrial: form.has('trial') }, now);
    return { says: words.begun, to: `/replays/${job.id}` };
  },
};

/** Stops a replay after what is under way. */
export const stopReplayAction: ConsoleAction = {
  name: 'stop-replay',
  async run({ form, language }) {
    replayJob(form.get('id') ?? '')?.stop.abort();
    return { says: replayWords[language].stopped };
  },
};
