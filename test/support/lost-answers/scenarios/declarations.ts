import { submissionOf } from '../../messages.ts';
import { books, filed, filedByFallback, validation, wrong } from '../../submissions.ts';
import {
  CREATE,
  FALL_BACK,
  inState,
  inTurn,
  misbehave,
  put,
  rejected,
  released,
  type Scenario,
  VALIDATE,
  validated,
} from './steps.ts';

/** Declarations, filed, validated, refused and corrected, without a fault of customs. */
export const ofDeclarations: readonly Scenario[] = [
  {
    name: 'a creation, validated',
    isOfCallbacks: true,
    run: put(filed('L')),
    expected: { filings: [released('L')], told: ['L news', 'L news'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a creation, anticipated',
    isOfCallbacks: true,
    run: put(filed('L', 'D')),
    expected: { filings: [inState('L', 'anticipated')], told: ['L news'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'three creations in one batch',
    run: put(filed('L1'), filed('L2', 'A', [books]), wrong('L3')),
    expected: {
      filings: [released('L1'), validated('L2'), rejected('L3')],
      told: ['L1 news', 'L1 news', 'L2 news', 'L3 rejected'],
      sent: [`L1 ${CREATE}`, `L2 ${CREATE}`, `L3 ${CREATE}`],
    },
  },
  {
    name: 'a validation',
    isOfCallbacks: true,
    prepare: put(filed('L', 'D')),
    run: put(validation('L')),
    expected: {
      filings: [released('L')],
      told: ['L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'a creation and its validation in one batch',
    run: put(validation('L'), filed('L', 'D')),
    expected: {
      filings: [released('L')],
      told: ['L waiting', 'L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
      // Handed out again, it comes after its creation.
      perhaps: { told: ['L waiting'] },
    },
  },
  {
    name: 'a validation, and its creation later',
    run: inTurn(put(validation('L')), put(filed('L', 'D'))),
    expected: {
      filings: [released('L')],
      told: ['L waiting', 'L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'a fallback',
    isOfCallbacks: true,
    run: put(filedByFallback('L')),
    expected: { filings: [released('L')], told: ['L news', 'L news'], sent: [`L ${FALL_BACK}`] },
  },
  {
    name: 'a creation, and its fallback while it is in flight',
    run: put(filed('L'), filedByFallback('L')),
    expected: {
      filings: [released('L')],
      told: ['L waiting', 'L news', 'L news', 'L refused', 'L duplicate'],
      sent: [`L ${CREATE}`, `L ${FALL_BACK}`],
      // The one that customs did not take gives way to the other; if both arrived, customs would reject one.
      perhaps: { told: ['L waiting', 'L refused', 'L duplicate'], sent: [`L ${CREATE}`, `L ${FALL_BACK}`] },
    },
  },
  {
    name: 'a fallback of a creation that customs rejected',
    run: inTurn(put(wrong('L')), put(filedByFallback('L'))),
    expected: {
      filings: [released('L')],
      told: ['L rejected', 'L refused', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${FALL_BACK}`],
      // A creation that was parked meanwhile gives way to its fallback, and is refused.
      perhaps: { told: ['L rejected', 'L refused'], sent: [`L ${CREATE}`] },
    },
  },
  {
    name: 'a submission that is refused here',
    run: put(submissionOf({ header: { lrn: 'L' } })),
    expected: { filings: [{ reference: 'L', status: 'refused' }], told: ['L refused'], sent: [] },
  },
  {
    name: 'a validation that can never go',
    prepare: put(filed('L')),
    run: put(validation('L')),
    expected: { filings: [released('L')], told: ['L news', 'L news', 'L refused'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a message that customs refuses at the call',
    run: inTurn(misbehave({ kind: 'status', status: 400, times: 20 }), put(filed('L'))),
    expected: { filings: [{ reference: 'L', status: 'refused' }], told: ['L refused'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a correction after a rejection',
    isOfCallbacks: true,
    prepare: put(wrong('L')),
    run: put(filed('L')),
    expected: {
      filings: [released('L')],
      told: ['L rejected', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${CREATE}`],
    },
  },
  {
    name: 'a duplicate',
    prepare: put(filed('L')),
    run: put(filed('L')),
    expected: { filings: [released('L')], told: ['L news', 'L news', 'L duplicate'], sent: [`L ${CREATE}`] },
  },
];
