import { errorMessage, response, state } from '../../messages.ts';
import { books, filed } from '../../submissions.ts';
import { CREATE, housekeep, inState, inTurn, put, rejected, released, type Scenario, validated } from './steps.ts';

/** Callbacks that come again, unasked, late or never, and dead letters. */
export const ofCallbacks: readonly Scenario[] = [
  {
    name: 'callbacks that come again, and in other words under the same id',
    prepare: put(filed('L', 'A', [books])),
    async run(gateway) {
      const reference = String((await gateway.filing('L')).customsDeclarationReference);
      const path = `/dh7/declarations/${reference}`;
      const at = '2027-01-01T10:00:00+01:00[Europe/Paris]';
      const about = { lrn: 'L', reference, at };
      await gateway.callBack(`${path}/etats`, state({ ...about, messageId: 's-1' }));
      await gateway.callBack(`${path}/etats`, state({ ...about, messageId: 's-1' }));
      await gateway.callBack(
        `${path}/etats`,
        state({ ...about, messageId: 's-1', issued: '2027-01-01T10:00:01+01:00[Europe/Paris]' }),
      );
      await gateway.settle();
    },
    expected: {
      filings: [released('L')],
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
      filings: [released('X'), rejected('Y')],
      told: ['7654321 news', 'X news', 'X news', 'Y rejected'],
      sent: [],
    },
  },
  {
    name: 'an answer that is overdue, and comes late',
    options: { overdueMinutes: 1, holdCallbacks: true },
    run: inTurn(put(filed('L', 'A', [books])), housekeep, housekeep, (gateway) => gateway.bringCallbacks()),
    expected: {
      filings: [validated('L')],
      told: ['L overdue', 'L news'],
      sent: [`L ${CREATE}`],
    },
  },
  {
    name: 'an anticipated declaration that expires',
    options: { warnDays: 30 },
    run: inTurn(put(filed('L', 'D')), housekeep),
    expected: {
      filings: [inState('L', 'anticipated')],
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
