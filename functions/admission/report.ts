import { type Trouble, troubleOf } from '../../schemas/trouble.ts';
import { type AdmissionRules, RAMP } from './admit.ts';
import type { AdmissionState, Breaker } from './state.ts';

/** The result of a call, as far as it says something about the whole lane. */
export type CallResult =
  | { kind: 'answered' }
  /**
   * `retryMs`: the pause that the authority asks for, where it does. `hasFailedBefore`: an earlier call of the same
   * message failed too.
   */
  | ({ kind: 'failed'; retryMs?: number; hasFailedBefore?: boolean } & Trouble)
  /** The message that was to probe could not be sent: another one may probe. */
  | { kind: 'untried' };

/** The change of the lane that a result makes, if any. */
export type Transition = 'opened' | 'recovered' | 'failed-again';

export interface Reported {
  state: AdmissionState;
  /** Undefined where the result changes nothing, so that nothing needs to be written. */
  transition: Transition | undefined;
}

/**
 * Notes a call's result. The first failure opens the breaker for all [H7-E500a]; a failed probe opens it anew; any
 * other answer to a probe, 2xx or 4xx, proves that the authority is there.
 */
export function report(
  state: AdmissionState,
  answer: CallResult,
  owner: string,
  clock: number,
  rules: Pick<AdmissionRules, 'pauseMs'>,
): Reported {
  const { breaker } = state;
  // After the pause [H7-E500a], or later where the authority asks for more.
  const askedMs = answer.kind === 'failed' ? (answer.retryMs ?? 0) : 0;
  const silentUntil = clock + Math.max(rules.pauseMs, askedMs);
  const unchanged: Reported = { state, transition: undefined };
  const become = (next: Breaker, transition?: Transition): Reported => ({
    state: { ...state, breaker: next },
    transition,
  });

  switch (breaker.state) {
    case 'closed':
    case 'ramping':
      if (answer.kind !== 'failed') return unchanged;
      return become(
        {
          ...{ state: 'open', ...troubleOf(answer), since: clock, until: silentUntil },
          // Others passed since it failed before, so the fault is the message's.
          ...(answer.hasFailedBefore && { ramp: breaker.state === 'closed' ? RAMP.ms : clock - breaker.since }),
        },
        'opened',
      );
    case 'probing':
      // Late answers to earlier calls say nothing about the probe.
      if (breaker.owner !== owner) return unchanged;
      if (answer.kind === 'answered')
        return become({ state: 'ramping', since: clock - (breaker.ramp ?? 0) }, 'recovered');
      if (answer.kind === 'untried') {
        const { since, ramp } = breaker;
        const goesOn = ramp !== undefined && { ramp };
        const open: Breaker = { state: 'open', ...troubleOf(breaker), since, until: clock, ...goesOn };
        return become(open);
      }
      return become({ state: 'open', ...troubleOf(answer), since: breaker.since, until: silentUntil }, 'failed-again');
    case 'open':
      // A failure of a call that was in flight when the breaker opened extends the pause: it must pass after this
      // failure, too.
      if (answer.kind !== 'failed' || silentUntil <= breaker.until) return unchanged;
      return become({ ...breaker, until: silentUntil });
    case 'paused':
      return unchanged;
  }
}
