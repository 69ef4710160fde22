import { amendment, books, consultation, filed, invalidation, validation } from '../../submissions.ts';
import {
  AMEND,
  CREATE,
  decided,
  decision,
  INVALIDATE,
  inState,
  inTurn,
  put,
  type Scenario,
  VALIDATE,
  validated,
} from './steps.ts';

const CONSULTED = '7b1f43a0-4a83-4003-bcc9-1bce1798c2ab1795338000';

/** Requests and consultations about a declaration. */
export const ofRequests: readonly Scenario[] = [
  {
    name: 'an invalidation',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: put(invalidation('R', 'L')),
    expected: {
      filings: [inState('L', 'invalidated'), decided('R')],
      told: ['L news', 'L news', ...decision('R')],
      sent: [`L ${CREATE}`, `R ${INVALIDATE}`],
    },
  },
  {
    name: 'an invalidation that awaits the validation',
    prepare: put(filed('L', 'D', [books])),
    run: inTurn(put(invalidation('R', 'L')), put(validation('L'))),
    expected: {
      filings: [inState('L', 'invalidated'), decided('R')],
      told: ['L news', 'L news', 'L news', 'L news', 'R waiting', ...decision('R')],
      sent: [`L ${CREATE}`, `L ${VALIDATE}`, `R ${INVALIDATE}`],
    },
  },
  {
    name: 'an amendment',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: put(amendment('R', 'L')),
    expected: {
      filings: [validated('L'), decided('R')],
      told: ['L news', 'L news', ...decision('R')],
      sent: [`L ${CREATE}`, `R ${AMEND}`],
    },
  },
  {
    name: 'an amendment that customs refuses',
    prepare: put(filed('L', 'A', [books])),
    run: put(amendment('R', 'L', 'REFUSE this')),
    expected: {
      filings: [validated('L'), decided('R')],
      told: ['L news', ...decision('R')],
      sent: [`L ${CREATE}`, `R ${AMEND}`],
    },
  },
  {
    name: 'an invalidation under the reference of an amendment',
    prepare: put(filed('L', 'A', [books])),
    run: inTurn(put(amendment('R', 'L')), put(invalidation('R', 'L'))),
    expected: {
      filings: [validated('L'), decided('R')],
      told: ['L news', 'L news', ...decision('R'), 'R duplicate'],
      sent: [`L ${CREATE}`, `R ${AMEND}`],
    },
  },
  {
    name: 'a consultation',
    isOfCallbacks: true,
    prepare: put(filed('L', 'A', [books])),
    run: put(consultation(CONSULTED, ['L', 'UNKNOWN'])),
    expected: {
      filings: [validated('L'), { reference: CONSULTED, kind: 'consultation', status: 'answered' }],
      told: ['L news', 'L consulted', 'UNKNOWN consulted', `${CONSULTED} consulted`],
      sent: [`L ${CREATE}`, ' /declarations/consulter'],
    },
  },
];
