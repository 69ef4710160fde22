import { errorMessage, item, response, state, submissionOf } from '../messages.ts';
import { amendment, books, consultation, fallback, filed, invalidation, validation, wrong } from '../submissions.ts';
import type { Expected } from './reconcile.ts';
import type { SmallGateway, SmallGatewayOptions } from './small-gateway.ts';

/** A short life of a few messages, whose every call is known. */
export interface Scenario {
  name: string;
  options?: Omit<SmallGatewayOptions, 'fault'>;
  /** Prepares the state before the scenario: its calls are not counted. */
  prepare?(gateway: SmallGateway): Promise<void>;
  run(gateway: SmallGateway): Promise<void>;
  /** Whether it may run with all of customs' callbacks kept back, and delivered at any point. */
  isOfCallbacks?: true;
  expected: Expected;
}

const CONSULTED = '7b1f43a0-4a83-4003-bcc9-1bce1798c2ab1795338000';

/** Submits, and works until nothing is left to do. */
const put =
  (...texts: string[]) =>
  async (gateway: SmallGateway) => {
    for (const text of texts) await gateway.submit(text);
    await gateway.settle();
  };

const CREATE = '/declarations/creer';
const VALIDATE = '/declarations/{}/valider';
const released = { status: 'answered', state: 'released' } as const;
const validated = { status: 'answered', state: 'validated' } as const;

export const scenarios: readonly Scenario[] = [
  {
    name: 'a creation, validated',
    isOfCallbacks: true,
    run: put(filed('L')),
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'a creation, anticipated',
    isOfCallbacks: true,
    run: put(filed('L', 'D')),
    expected: {
      filings: [{ reference: 'L', status: 'answered', state: 'anticipated' }],
      told: ['L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'three creations in one batch',
    run: put(filed('L1'), filed('L2', 'A', [books]), wrong('L3')),
    expected: {
      filings: [
        { reference: 'L1', ...released },
        { reference: 'L2', ...validated },
        { reference: 'L3', status: 'rejected' },
      ],
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
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'a creation and its validation in one batch',
    run: put(validation('L'), filed('L', 'D')),
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L waiting', 'L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'a validation, and its creation later',
    async run(gateway) {
      await put(validation('L'))(gateway);
      await put(filed('L', 'D'))(gateway);
    },
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L waiting', 'L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'an invalidation',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: put(invalidation('R', 'L')),
    expected: {
      filings: [
        { reference: 'L', status: 'answered', state: 'invalidated' },
        { reference: 'R', kind: 'request', status: 'answered' },
      ],
      told: ['L news', 'L news', 'R request-registered', 'R request-decided'],
      sent: [`L ${CREATE}`, 'R /demandes/invalider'],
    },
  },
  {
    name: 'an invalidation that awaits the validation',
    prepare: put(filed('L', 'D', [books])),
    async run(gateway) {
      await put(invalidation('R', 'L'))(gateway);
      await put(validation('L'))(gateway);
    },
    expected: {
      filings: [
        { reference: 'L', status: 'answered', state: 'invalidated' },
        { reference: 'R', kind: 'request', status: 'answered' },
      ],
      told: ['L news', 'L news', 'L news', 'L news', 'R waiting', 'R request-registered', 'R request-decided'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`, 'R /demandes/invalider'],
    },
  },
  {
    name: 'an amendment',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: put(amendment('R', 'L')),
    expected: {
      filings: [
        { reference: 'L', ...validated },
        { reference: 'R', kind: 'request', status: 'answered' },
      ],
      told: ['L news', 'L news', 'R request-registered', 'R request-decided'],
      sent: [`L ${CREATE}`, 'R /demandes/rectifier'],
    },
  },
  {
    name: 'an amendment that customs refuses',
    prepare: put(filed('L', 'A', [books])),
    run: put(amendment('R', 'L', 'REFUSE this')),
    expected: {
      filings: [
        { reference: 'L', ...validated },
        { reference: 'R', kind: 'request', status: 'answered' },
      ],
      told: ['L news', 'R request-registered', 'R request-decided'],
      sent: [`L ${CREATE}`, 'R /demandes/rectifier'],
    },
  },
  {
    name: 'a fallback',
    isOfCallbacks: true,
    run: put(fallback('L')),
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news'],
      sent: ['L /declarations/reprendre'],
    },
  },
  {
    name: 'a consultation',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: put(consultation(CONSULTED, ['L', 'UNKNOWN'])),
    expected: {
      filings: [
        { reference: 'L', ...validated },
        { reference: CONSULTED, kind: 'consultation', status: 'answered' },
      ],
      told: ['L news', 'L consulted', 'UNKNOWN consulted', `${CONSULTED} consulted`],
      sent: [`L ${CREATE}`, ' /declarations/consulter'],
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
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news', 'L refused'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'a message that customs refuses at the call',
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'status', status: 400 });
      await put(filed('L'))(gateway);
    },
    expected: { filings: [{ reference: 'L', status: 'refused' }], told: ['L refused'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a correction after a rejection',
    isOfCallbacks: true,
    prepare: put(wrong('L')),
    run: put(filed('L')),
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L rejected', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${CREATE}`],
    },
  },
  {
    name: 'a duplicate',
    prepare: put(filed('L')),
    run: put(filed('L')),
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news', 'L duplicate'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'a technical error, and the message again',
    isOfCallbacks: true,
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'technical-error' });
      await put(filed('L'))(gateway);
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L error', 'L news', 'L news'],
      sent: [`L ${CREATE}`],
      isFailedTechnically: true,
    },
  },
  {
    name: 'a 500, a message that is parked by it, and both again',
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'http-500' });
      await put(filed('L1'))(gateway);
      await put(filed('L2'))(gateway);
      await gateway.housekeep();
      await gateway.housekeep();
    },
    expected: {
      filings: [
        { reference: 'L1', ...released },
        { reference: 'L2', ...released },
      ],
      told: ['L1 news', 'L1 news', 'L2 news', 'L2 news'],
      sent: [`L1 ${CREATE}`, `L2 ${CREATE}`],
    },
  },
  {
    name: 'a 500, although it was taken',
    isOfCallbacks: true,
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'http-500-processed' });
      await put(filed('L'))(gateway);
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'a 500 to a validation, although it was taken',
    isOfCallbacks: true,
    prepare: put(filed('L', 'D')),
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'http-500-processed' });
      await put(validation('L'))(gateway);
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`],
    },
  },
  {
    name: 'a 500 to a request, although it was taken',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'http-500-processed' });
      await put(invalidation('R', 'L'))(gateway);
      await gateway.housekeep();
    },
    expected: {
      filings: [
        { reference: 'L', status: 'answered', state: 'invalidated' },
        { reference: 'R', kind: 'request', status: 'answered' },
      ],
      told: ['L news', 'L news', 'R request-registered', 'R request-decided'],
      sent: [`L ${CREATE}`, 'R /demandes/invalider'],
    },
  },
  {
    name: 'a 500 to a fallback, although it was taken, and customs rejects it',
    isOfCallbacks: true,
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'http-500-processed' });
      await put(fallback('L', [{ ...item(), commodityCode: '220421' }]))(gateway);
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', status: 'rejected' }],
      told: ['L rejected'],
      sent: ['L /declarations/reprendre'],
    },
  },
  {
    name: 'a 500, and the creation that goes again is rejected',
    isOfCallbacks: true,
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'http-500' });
      await put(wrong('L'))(gateway);
      await gateway.housekeep();
    },
    expected: { filings: [{ reference: 'L', status: 'rejected' }], told: ['L rejected'], sent: [`L ${CREATE}`] },
  },
  {
    name: 'a paused lane, and what was parked goes once it is resumed',
    async run(gateway) {
      await gateway.laneSwitch.pause('maintenance');
      await put(filed('L'))(gateway);
      await gateway.laneSwitch.resume('over');
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'a fallback that supersedes a creation that waits',
    // There is a token: without one the creation would never be called with.
    prepare: put(filed('T', 'A', [books])),
    async run(gateway) {
      // Twice: where the sender is killed by the first, the creation comes again and must not be taken.
      gateway.customs.misbehave({ kind: 'http-500', times: 2 });
      await put(filed('L'))(gateway);
      gateway.clock.travel(61_000);
      await put(fallback('L'))(gateway);
      await gateway.housekeep();
      await gateway.housekeep();
    },
    expected: {
      filings: [
        { reference: 'L', ...released },
        { reference: 'T', ...validated },
      ],
      told: ['T news', 'L refused', 'L news', 'L news'],
      sent: [`T ${CREATE}`, `L ${CREATE}`, 'L /declarations/reprendre'],
    },
  },
  {
    name: 'a token that customs refuses, and a new one',
    isOfCallbacks: true,
    prepare: put(filed('L1', 'A', [books])),
    async run(gateway) {
      gateway.customs.misbehave({ kind: 'reject-token' });
      await put(filed('L2', 'A', [books]))(gateway);
    },
    expected: {
      filings: [
        { reference: 'L1', ...validated },
        { reference: 'L2', ...validated },
      ],
      told: ['L1 news', 'L2 news'],
      sent: [`L1 ${CREATE}`, `L2 ${CREATE}`],
    },
  },
  {
    name: 'callbacks that come again, and in other words under the same id',
    prepare: put(filed('L', 'A', [books])),
    async run(gateway) {
      const reference = String((await gateway.filing('L')).customsDeclarationReference);
      const path = `/dh7/declarations/${reference}`;
      const at = '2027-01-01T10:00:00+01:00[Europe/Paris]';
      const about = { lrn: 'L', reference: reference ?? '', at };
      await gateway.callBack(`${path}/etats`, state({ ...about, messageId: 's-1' }));
      await gateway.callBack(`${path}/etats`, state({ ...about, messageId: 's-1' }));
      await gateway.callBack(
        `${path}/etats`,
        state({ ...about, messageId: 's-1', issued: '2027-01-01T10:00:01+01:00[Europe/Paris]' }),
      );
      await gateway.settle();
    },
    expected: {
      filings: [{ reference: 'L', ...released }],
      told: ['L news', 'L news', 'L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'callbacks about what was never sent from here, by their own reference first',
    async run(gateway) {
      const { header, ...rest } = state({ lrn: 'X', reference: '7654321', messageId: 's-2' });
      const { lrn: _, ...nameless } = header;
      await gateway.callBack('/declarations/7654321/etats', { header: nameless, ...rest });
      await gateway.settle();
      const at = '2026-11-22T10:00:01+01:00[Europe/Paris]';
      await gateway.callBack('/declarations/7654321/reponses', response({ lrn: 'X', reference: '7654321', at }));
      await gateway.callBack('/declarations/erreurs', errorMessage('Y'));
      await gateway.settle();
    },
    expected: {
      filings: [
        { reference: 'X', status: 'answered', state: 'released' },
        { reference: 'Y', status: 'rejected' },
      ],
      told: ['7654321 news', 'X news', 'X news', 'Y rejected'],
      sent: [],
    },
  },
  {
    name: 'an answer that is overdue, and comes late',
    options: { overdueMinutes: 1, holdCallbacks: true },
    async run(gateway) {
      await put(filed('L', 'A', [books]))(gateway);
      await gateway.housekeep();
      await gateway.housekeep();
      await gateway.bringCallbacks();
    },
    expected: {
      filings: [{ reference: 'L', ...validated }],
      told: ['L overdue', 'L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'an anticipated declaration that expires',
    options: { warnDays: 30 },
    async run(gateway) {
      await put(filed('L', 'D'))(gateway);
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', status: 'answered', state: 'anticipated' }],
      told: ['L news', 'L expiring'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'dead letters',
    async run(gateway) {
      await gateway.submit(filed('L'), 'deadLetters');
      await gateway.submit('no JSON at all', 'deadLetters');
      await gateway.housekeep();
    },
    expected: {
      filings: [{ reference: 'L', status: 'stuck' }],
      told: ['L stuck', 'null stuck'],
      sent: [],
      letters: 2,
    },
  },
];
