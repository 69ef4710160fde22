import { type CommandFields, delayMs, readCommand, times } from '../support/read-command.ts';
import { TLS_ALERTS, type TlsAlert } from '../support/tls-alerts.ts';
import { LABELS, type Label } from './labels.ts';
import { STATUSES, type Status } from './register/requests.ts';
import { SOAP_VERSIONS, type SoapVersion } from './soap/versions.ts';
import { STEPS, type Step } from './step.ts';

/** The calls that a fault strikes: `times` of them, 1 by default, of a step or of either. */
interface Struck {
  times?: number;
  at?: Step;
  /** True if the call is dealt with all the same. */
  processed?: boolean;
}

/** A fault of an answer, or of a handshake. */
export type OmegaFault =
  /** A label of annex A, which refuses the request as its own rule would. */
  | (Struck & { kind: 'label'; label: Label; fields?: number })
  /** An answer of any form. */
  | (Struck & { kind: 'answer'; type: 'P' | 'A' | 'T'; code: string; text: string })
  /** No answer for as long as the connection lasts. */
  | (Struck & { kind: 'timeout' })
  /** The connection breaks in place of an answer. */
  | (Struck & { kind: 'broken-connection' })
  /** The right answer comes so much later. */
  | (Struck & { kind: 'slow'; delayMs: number })
  /** A SOAP fault, of the version of the call unless another is named. */
  | (Struck & { kind: 'soap-fault'; version?: SoapVersion })
  /** A page for people, with status 200 or another. */
  | (Struck & { kind: 'html-page'; status?: number })
  /** A status without a body. */
  | (Struck & { kind: 'status'; status: number })
  /** Status 200 without a body. */
  | (Struck & { kind: 'empty-answer' })
  /** The right answer ends in its middle. */
  | (Struck & { kind: 'truncated' })
  /** A handshake in which the client's certificate is refused, however good it is. */
  | { kind: 'tls-alert'; alert: TlsAlert; times?: number };

/** A misbehaviour of OMEGA, or a command that is none: something is done now. */
export type Misbehaviour =
  | OmegaFault
  /** It is open from one time of the day in Paris to another. */
  | { kind: 'hours'; from: string; to: string }
  /** It is closed, or in maintenance, from now on. */
  | { kind: 'closed' }
  | { kind: 'maintenance' }
  /** The certificate that was shown last is revoked. */
  | { kind: 'revoke' }
  /** A request's status is another. */
  | { kind: 'set-status'; number: string; status: Status }
  /** Ends every misbehaviour, closed hours, maintenance and revocations. */
  | { kind: 'clear' };

const at = { among: STEPS };
const processed = 'boolean';
const status = { least: 200, most: 599, required: true };
const time = { like: /^(?:[01]\d|2[0-3]):[0-5]\d$/, as: 'a time as 08:30' };
const fieldsOf: CommandFields<Misbehaviour['kind']> = {
  label: {
    at,
    times,
    processed,
    label: { among: LABELS, required: true },
    fields: { least: 1, most: 50, required: false },
  },
  answer: {
    ...{ at, times, processed, type: { among: ['P', 'A', 'T'], required: true } },
    ...{ code: { like: /^[\s\S]{0,200}$/, as: 'a text' }, text: { like: /^[\s\S]{0,2000}$/, as: 'a text' } },
  },
  timeout: { at, times, processed },
  'broken-connection': { at, times, processed },
  slow: { at, times, delayMs },
  'soap-fault': { at, times, processed, version: { among: SOAP_VERSIONS } },
  'html-page': { at, times, processed, status: { ...status, required: false } },
  status: { at, times, processed, status },
  'empty-answer': { at, times, processed },
  truncated: { at, times },
  'tls-alert': { times, alert: { among: TLS_ALERTS, required: true } },
  hours: { from: time, to: time },
  closed: {},
  maintenance: {},
  revoke: {},
  'set-status': { number: { like: /^\d+$/, as: 'a number of a request' }, status: { among: STATUSES, required: true } },
  clear: {},
};

/** Reads a misbehaviour from outside. */
export function readMisbehaviour(value: unknown): Misbehaviour {
  return readCommand<Misbehaviour>(value, fieldsOf);
}
