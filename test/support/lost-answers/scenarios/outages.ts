import { item } from '../../messages.ts';
import { books, filed, filedByFallback, invalidation, validation, wrong } from '../../submissions.ts';
import {
  CREATE,
  decided,
  decision,
  FALL_BACK,
  housekeep,
  INVALIDATE,
  inState,
  inTurn,
  misbehave,
  put,
  putAgain,
  rejected,
  released,
  type Scenario,
  VALIDATE,
  validated,
} from './steps.ts';

/** Messages that meet a fault of customs, or a lane that is paused. */
export const ofOutages: readonly Scenario[] = [
  {
    name: 'a technical error, and the message again',
    isOfCallbacks: true,
    run: putAgain('technical-error', filed('L')),
    expected: {
      filings: [released('L')],
      told: ['L error', 'L news', 'L news'],
      sent: [`L ${CREATE}`],
      isFailedTechnically: true,
    },
  },
  {
    name: 'a 500, a message that is parked by it, and both again',
    run: inTurn(misbehave({ kind: 'http-500' }), put(filed('L1')), put(filed('L2')), housekeep, housekeep),
    expected: {
      filings: [released('L1'), released('L2')],
      told: ['L1 news', 'L1 news', 'L2 news', 'L2 news'],
      sent: [`L1 ${CREATE}`, `L2 ${CREATE}`],
    },
  },
  {
    name: 'a 500, although it was taken',
    isOfCallbacks: true,
    run: putAgain('http-500-processed', filed('L')),
    expected: { filings: [released('L')], told: ['L news', 'L news'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a 500 to a validation, although it was taken',
    isOfCallbacks: true,
    prepare: put(filed('L', 'D')),
    run: putAgain('http-500-processed', validation('L')),
    expected: {
      filings: [released('L')],
      told: ['L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'a 500 to a request, although it was taken',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: putAgain('http-500-processed', invalidation('R', 'L')),
    expected: {
      filings: [inState('L', 'invalidated'), decided('R')],
      told: ['L news', 'L news', ...decision('R')],
      sent: [`L ${CREATE}`, `R ${INVALIDATE}`],
    },
  },
  {
    name: 'a 500 to a fallback, although it was taken, and customs rejects it',
    isOfCallbacks: true,
    run: putAgain('http-500-processed', filedByFallback('L', [{ ...item(), commodityCode: '220720' }])),
    expected: { filings: [rejected('L')], told: ['L rejected'], sent: [`L ${FALL_BACK}`] },
  },
  {
    name: 'a 500, and the creation that goes again is rejected',
    isOfCallbacks: true,
    run: putAgain('http-500', wrong('L')),
    expected: { filings: [rejected('L')], told: ['L rejected'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a paused lane, and what was parked goes once it is resumed',
    async run(gateway) {
      await gateway.laneSwitch.pause('maintenance');
      await put(filed('L'))(gateway);
      await gateway.laneSwitch.resume('over');
      await gateway.housekeep();
    },
    expected: { filings: [released('L')], told: ['L news', 'L news'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a fallback that supersedes a creation that waits',
    // A token exists: without one the creation would never be sent.
    prepare: put(filed('T', 'A', [books])),
    async run(gateway) {
      // Twice, since the creation comes again where the sender is killed by the first, and must not be taken.
      gateway.customs.misbehave({ kind: 'http-500', times: 2 });
      await put(filed('L'))(gateway);
      gateway.clock.travel(61_000);
      await inTurn(put(filedByFallback('L')), housekeep, housekeep)(gateway);
    },
    expected: {
      filings: [released('L'), validated('T')],
      told: ['T news', 'L refused', 'L news', 'L news'],
      sent: [`T ${CREATE}`, `L ${CREATE}`, `L ${FALL_BACK}`],
      // Lost on the way, it is withdrawn before it goes again.
      perhaps: { sent: [`L ${CREATE}`] },
    },
  },
  {
    name: 'a token that customs refuses, and a new one',
    isOfCallbacks: true,
    prepare: put(filed('L1', 'A', [books])),
    run: inTurn(misbehave({ kind: 'reject-token' }), put(filed('L2', 'A', [books]))),
    expected: {
      filings: [validated('L1'), validated('L2')],
      told: ['L1 news', 'L2 news'],
      sent: [`L1 ${CREATE}`, `L2 ${CREATE}`],
    },
  },
];
