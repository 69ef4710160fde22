import { switchLane } from '../../actions/switch-lane.ts';
import type { ConsoleAction } from '../action.ts';
import { laneWords } from '../words/lanes.ts';

/** [H7-S6] Pauses a lane, or resumes it, with a reason. */
const switches: Readonly<Record<'pause' | 'resume', ConsoleAction>> = {
  pause: {
    name: 'pause',
    async run({ gateway, form, language, now }) {
      const { lane } = await switchLane(gateway, 'pause', wishIn(form), now);
      return { says: laneWords[language].paused(lane) };
    },
  },
  resume: {
    name: 'resume',
    async run({ gateway, form, language, now }) {
      const { lane } = await switchLane(gateway, 'resume', wishIn(form), now);
      return { says: laneWords[language].isResumed(lane) };
    },
  },
};

const wishIn = (form: URLSearchParams) => ({ lane: form.get('lane') ?? '', reason: form.get('reason') ?? undefined });

export const switchActions: readonly ConsoleAction[] = Object.values(switches);
