import { answerFaultKinds, spoiltAnswer } from '../support/answer-faults.ts';
import { PendingFaults } from '../support/pending-faults.ts';
import { htmlPage, type SimulatedAnswer } from '../support/simulated-answer.ts';
import { refusedFor, technicalError } from './declarations/reponse-ciel.ts';
import type { EndpointName } from './http/endpoints.ts';
import type { CielFault } from './misbehaviour.ts';
import { tokenRefusal } from './token/token-endpoint.ts';

/** A host that nobody has (RFC 5737). */
const FOREIGN = 'http://192.0.2.1';

/** A call that does not go as it should. */
export interface SpoiltCall {
  kind: string;
  /** True if the call is dealt with all the same. */
  processed: boolean;
  /** The right answer comes so much later. */
  lateMs?: number;
  isCut?: boolean;
  /** The answer in place of the right one, which there is where the call was dealt with; none where left out. */
  answer?: (deserved: SimulatedAnswer | undefined) => SimulatedAnswer | undefined;
}

/** The faults that are still to strike. A call uses up the first fault that its endpoint has. */
export class Faults extends PendingFaults<CielFault> {
  /** Takes the fault of the next call of an endpoint, if there is one. */
  spoilCall(name: EndpointName): SpoiltCall | undefined {
    const kinds = [...answerFaultKinds, ...ownKinds] as const;
    const fault = this.use(kinds, (one) => endpointOf(one as CielFault) === name);
    return fault && spoiltBy(fault as CielFault);
  }

  /** True if the next fault of the schema is to be told by code 001. */
  isSchemaFaultCoded(): boolean {
    return this.use(['schema-error-as-001']) !== undefined;
  }
}

/** The endpoints of the faults that are not of declarations and do not name one. */
const endpoints: Partial<Record<CielFault['kind'], EndpointName>> = {
  'token-error': 'token',
  'expires-in-seconds': 'token',
  'foreign-hosts': 'listing',
  'huge-file': 'file',
};

function endpointOf(fault: CielFault): EndpointName {
  return ('at' in fault && fault.at) || (endpoints[fault.kind] ?? 'declarations');
}

/** The kinds that spoil an answer, beside those that any authority has. */
const ownKinds = [
  ...(['slow', 'broken-connection', 'html-page', 'empty-answer', 'wrong-content-type', 'truncated'] as const),
  ...(['technical-error', 'functional-error', 'half-accepted', 'unknown-elements'] as const),
  ...(['token-error', 'expires-in-seconds', 'foreign-hosts', 'huge-file'] as const),
];

function spoiltBy(fault: CielFault): SpoiltCall {
  const { kind } = fault;
  const processed = 'processed' in fault && fault.processed === true;
  switch (kind) {
    case 'slow':
      return { kind, processed: true, lateMs: fault.delayMs };
    case 'broken-connection':
      return { kind, processed, isCut: true };
    case 'html-page':
      return { kind, processed, answer: () => htmlPage(fault.status ?? 200, 'Maintenance', 'Simulated: html-page') };
    case 'empty-answer':
      return { kind, processed, answer: () => ({ status: 200, type: 'application/xml', body: '' }) };
    case 'technical-error':
      return { kind, processed, answer: () => technicalError('Le dépôt a échoué ; il peut être tenté de nouveau.') };
    case 'functional-error':
      return {
        kind,
        processed,
        answer: () => refusedFor([{ code: fault.functionalCode, text: `Simulated: ${kind}` }]),
      };
    case 'token-error':
      return { kind, processed, answer: () => tokenRefusal('invalid_grant', `Simulated: ${kind}`) };
    case 'http-500':
    case 'http-500-processed':
    case 'timeout':
    case 'reject-token':
    case 'not-found':
    case 'status': {
      const { status, ...spoilt } = spoiltAnswer(fault);
      const page = () => (status === undefined ? undefined : htmlPage(status, `Simulated: ${kind}`, 'Simulated'));
      return { ...spoilt, answer: page };
    }
    default: {
      const change = changes[kind as keyof typeof changes];
      return { kind, processed: true, answer: (deserved) => deserved && change(deserved, fault) };
    }
  }
}

/** The changes that some faults make to the right answer. */
const changes = {
  'wrong-content-type': (answer: SimulatedAnswer) => ({ ...answer, type: 'text/html; charset=ISO-8859-1' }),
  truncated: (answer: SimulatedAnswer) => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) }),
  'half-accepted': (answer: SimulatedAnswer) => replaced(answer, /<horodatage-depot>.*<\/horodatage-depot>/, ''),
  'unknown-elements': (answer: SimulatedAnswer) =>
    replaced(answer, '</reponse-ciel>', '<service><nom>F3</nom></service></reponse-ciel>'),
  'expires-in-seconds': (answer: SimulatedAnswer) => replaced(answer, /(?<="expires_in":\d+)000/, ''),
  'foreign-hosts': (answer: SimulatedAnswer) => replaced(answer, /http:\/\/127\.0\.0\.1:\d+/g, FOREIGN),
  'huge-file': (answer: SimulatedAnswer, fault: CielFault) =>
    replaced(answer, '<declaration-recap', `${' '.repeat(megabytesOf(fault) * 1_000_000)}<declaration-recap`),
};

const megabytesOf = (fault: CielFault) => ('megabytes' in fault ? fault.megabytes : 1);
const replaced = (answer: SimulatedAnswer, what: string | RegExp, by: string) => ({
  ...{ ...answer, body: answer.body.replace(what, by) },
});
