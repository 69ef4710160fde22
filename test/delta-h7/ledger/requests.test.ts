import { describe, expect, it } from 'vitest';
import { shownStanding } from '../../../desk/console/filing/state-words.ts';
import { summaryOf } from '../../../functions/books/summary.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../../functions/ledger/records.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { responseInvalidationH7 } from '../../../schemas/delta-h7/response-invalidation-h7.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { errorMessage, functionalError } from '../../support/messages.ts';
import { received, requestKey, sent } from '../../support/records.ts';

const body = JSON.stringify({ header: {}, declarations: [{ lrn: 'FR26-TEST-1' }, { lrn: 'FR26-TEST-2' }] });
const asked = sent({ message: 'Request_Invalidation_H7', body });
const header = { messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]', messageId: 'r-1' };
const registered = received(
  'Response_Registration_H7',
  { header, request: { customsRequestReference: '77' } } as { header: typeof header },
  { path: toOperator.requestRegistrations },
);
const decision = (states: (string | undefined)[], request = {}) => ({
  header: { ...header, messageId: 'r-2' },
  ...{ request, declarations: states.map((state, n) => ({ lrn: `FR26-TEST-${n + 1}`, declarationState: { state } })) },
});
const decided = (states: string | (string | undefined)[], request = {}): LedgerRecord =>
  received('Response_Invalidation_H7', decision([states].flat(), request), { path: toOperator.requestResponses });
const merged = (...records: LedgerRecord[]) => shown(readFiling(requestKey, records).filing);

describe('a request', () => {
  it('[H7-X4] names the declarations that it is about, and is undecided at first', () => {
    expect(merged(asked)).toMatchObject({
      status: 'sent',
      request: {
        message: 'Request_Invalidation_H7',
        decision: null,
        declarations: ['FR26-TEST-1', 'FR26-TEST-2'],
      },
    });
  });

  it('[H7-X4] is answered once it is registered, under the number that customs gave it', () => {
    expect(merged(asked, registered)).toMatchObject({
      status: 'answered',
      customsDeclarationReference: '77',
      request: { decision: null },
    });
  });

  it.each([
    ['awaited', [registered], 'wait', 'registered, not decided yet'],
    ['accepted', [decided('INV')], 'good', 'request accepted'],
    ['refused', [registered, decided('VLD')], 'bad', 'request refused'],
  ] as const)('[H7-X4] stands in lists as customs decided: %s', (decision, answers, tone, text) => {
    const summary = summaryOf(readFiling(requestKey, [asked, ...answers]));
    expect(summary).toMatchObject({ status: 'answered', decision });
    expect(shownStanding(summary, 'en', new Date(summary.at))).toEqual({ tone, text });
  });

  it('[H7-X4] has what customs decided, and is answered by that alone', () => {
    expect(merged(asked, decided('INV'))).toMatchObject({ status: 'answered', request: { decision: 'accepted' } });
    expect(merged(asked, registered, decided('VLD'))).toMatchObject({ request: { decision: 'refused' } });
  });

  it.each<[(string | undefined)[], object, string | null]>([
    [['IVD'], {}, null],
    [[undefined], {}, null],
    [['INV', 'IVD'], {}, null],
    [['IVD'], { acceptanceDateTime: header.messageDateTime }, 'accepted'],
    [['INV', 'IVD'], { refusalComment: 'late' }, 'refused'],
    [['VLD', 'IVD'], {}, 'refused'],
    [['INV', 'INV'], { refusalComment: '' }, 'accepted'],
  ])('[H7-X3, H7-X4] is not judged by a code that is not known: %j with %j is %s', (states, request, made) => {
    expect(merged(asked, decided(states, request))).toMatchObject({ request: { decision: made } });
    const about = Object.values(responseInvalidationH7.factsAbout?.(decision(states, request)) ?? {});
    expect(about.map((one) => one.decision ?? null)).toEqual(made ? states.map(() => made) : []);
    expect(about.map((one) => one.state?.raw)).toEqual(
      made ? states.map((raw) => (made === 'accepted' ? raw : undefined)) : [],
    );
  });

  it('[H7-X4] that is accepted says nothing of a declaration whose state it does not have', () => {
    const payload = decision([undefined], { acceptanceComment: 'oui' });
    expect(merged(asked, decided([undefined], { acceptanceComment: 'oui' }))).toMatchObject({
      request: { decision: 'accepted' },
    });
    expect(responseInvalidationH7.factsAbout?.(payload)).toEqual({});
  });

  it.each([
    [{ acceptanceComment: 'oui' }, 'accepted'],
    [{ acceptationMotif: 'oui', refusMotif: '' }, 'accepted'],
    [{ refusMotif: 'tardive' }, 'refused'],
    [{ motifDeRefus: 'tardive', acceptationMotif: null }, 'refused'],
    [{ refusalComment: 'late' }, 'refused'],
    [{ rejectionComment: 'late' }, 'refused'],
    [{ refused: true, accepted: false }, 'refused'],
    [{ refused: false, requestDecisionDateTime: header.messageDateTime }, null],
  ])('[H7-X4, H7-X5] is decided by what the answer names, whatever the language: %j is %s', (said, decision) => {
    const answer = (message: string) => {
      const payload = { header: { ...header, messageId: 'r-3' }, request: { customsRequestReference: '77', ...said } };
      return received(message, payload, { path: toOperator.requestResponses });
    };
    expect(merged(asked, answer('Response_Invalidation_H7'))).toMatchObject({ request: { decision } });
    // An amendment's answer that names nothing is judged by what it lacks: no declaration came back.
    const amending = sent({ message: 'Request_Amendment_H7', body: JSON.stringify({ header: {}, declaration: {} }) });
    expect(merged(amending, answer('Response_Amendment_H7'))).toMatchObject({
      request: { decision: decision ?? 'refused' },
    });
  });

  it('[H7-X45e] that customs rejects shows the errors', () => {
    const error = received('Error_H7', errorMessage(), { path: toOperator.requestErrors });
    expect(merged(asked, error)).toMatchObject({ status: 'rejected', errors: [functionalError()] });
  });

  it('is about no declaration where the catalogue does not have the message, or has it the other way', () => {
    for (const message of ['Gone_H7', 'Response_H7'])
      expect(merged(sent({ message }))).toMatchObject({ status: 'sent', request: { message, declarations: [] } });
  });

  it('has nothing to show of what was asked where nothing was sent', () => {
    expect(merged(registered)).not.toHaveProperty('request');
  });
});
