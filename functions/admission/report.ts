import { type Trouble, troubleOf } from '../../schemas/trouble.ts';
import { type AdmissionRules, RAMP } from './admit.ts';
import type { AdmissionState, Breaker } from './state.ts';

/** What an answer of the authority tells about the lane as a whole. */
export type CallResult =
  | { kind: 'answered' }
  /**
   * `retryMs`: for how long the authority asks to be left alone, where it does. `hasFailedBefore`: so did an
   * earlier call of the same message.
   */
  | ({ kind: 'failed'; retryMs?: number; hasFailedBefore?: boolean } & Trouble)
  /** What was to try turned out not to be sendable: another may. */
  | { kind: 'untried' };

/** What became of the lane by an answer, if anything. */
export type Transition = 'opened' | 'recovered' | 'failed-again';

export interface Reported {
  state: AdmissionState;
  /** Undefined where the answer changes nothing, so that nothing needs to be written. */
  transition: Transition | undefined;
}

/**
 * Notes an answer. The first failure opens the breaker for all (§2.3.5.1); a probe that fails opens
 * it anew; any other answer to a probe, 2xx or 4xx, proves that the authority is there.
 */
export function report(
  state: AdmissionState,
  answer: CallResult,
  owner: string,
  clock: number,
  rules: Pick<AdmissionRules, 'pauseMs'>,
): Reported {
  const { breaker } = state;
  const unchanged: Reported = { state, transition: undefined };
  const become = (next: Breaker, transition: Transition): Reported => ({
    state: { ...state, breaker: next },
    transition,
  });

  switch (breaker.state) {
    case 'closed':
    case 'ramping':
      if (answer.kind !== 'failed') return unchanged;
      return become(
        {
          ...{ state: 'open', ...troubleOf(answer), since: clock, until: silence(answer, clock, rules) },
          // Others passed since it failed before: it is the message that is at fault.
          ...(answer.hasFailedBefore && { ramp: breaker.state === 'closed' ? RAMP.ms : clock - breaker.since }),
        },
        'opened',
      );
    case 'probing':
      // Late answers to earlier calls neither prove nor disprove what the probe is to find out.
      if (breaker.owner !== owner) return unchanged;
      if (answer.kind === 'answered')
        return become({ state: 'ramping', since: clock - (breaker.ramp ?? 0) }, 'recovered');
      if (answer.kind === 'untried') {
        const { since, ramp } = breaker;
        const goesOn = ramp !== undefined && { ramp };
        const open: Breaker = { state: 'open', ...troubleOf(breaker), since, until: clock, ...goesOn };
        return { state: { ...state, breaker: open }, transition: undefined };
      }
      return become(
        { state: 'open', ...troubleOf(answer), since: breaker.since, until: silence(answer, clock, rules) },
        'failed-again',
      );
    case 'open':
      // A failure that was under way when the breaker opened: at least the pause passes after it, too.
      if (answer.kind !== 'failed' || silence(answer, clock, rules) <= breaker.until) return unchanged;
      return {
        state: { ...state, breaker: { ...breaker, until: silence(answer, clock, rules) } },
        transition: undefined,
      };
    case 'paused':
      return unchanged;
  }
}

/** Until when nothing is sent after a failure: for the pause (§2.3.5.1), or as long as the authority asks beyond it. */
function silence(
  { retryMs = 0 }: { retryMs?: number },
  clock: number,
  { pauseMs }: Pick<AdmissionRules, 'pauseMs'>,
): number {
  return clock + Math.max(pauseMs, retryMs);
}
