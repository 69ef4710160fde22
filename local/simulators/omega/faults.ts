import { PendingFaults } from '../support/pending-faults.ts';
import { htmlPage, type SimulatedAnswer } from '../support/simulated-answer.ts';
import type { TlsAlert } from '../support/tls-alerts.ts';
import type { OmegaFault } from './misbehaviour.ts';
import { pointOf, type Trait } from './register/points.ts';
import type { SoapVersion } from './soap/versions.ts';
import { writeFault } from './soap/write-answer.ts';
import type { Step } from './step.ts';

/** A fault of an answer, or of a call that gets none. */
export type CallFault = Exclude<OmegaFault, { kind: 'tls-alert' }>;

/** The faults that are still to strike: those of commands, and those of the metering points themselves. */
export class Faults extends PendingFaults<OmegaFault> {
  readonly #struck = new Set<string>();
  readonly #pointMs: number;

  /** @param pointMs the time after which a metering point spoils its call */
  constructor(pointMs: number) {
    super();
    this.#pointMs = pointMs;
  }

  /** The alert that the next handshake ends with, if there is one. */
  alert(): TlsAlert | undefined {
    return this.use(['tls-alert'])?.alert;
  }

  /** Takes the fault of a call of a step about a metering point, if there is one, and the time that its answer takes. */
  spoilCall(step: Step, point = ''): { fault: CallFault | undefined; lateMs: number } {
    const fault = this.use(callKinds, (one) => (one.at ?? step) === step);
    if (fault) return { fault, lateMs: fault.kind === 'slow' ? fault.delayMs : 0 };
    const own = this.#ofPoint(step, point);
    return { fault: own, lateMs: own ? this.#pointMs : 0 };
  }

  #ofPoint(step: Step, point: string): CallFault | undefined {
    const { trait } = pointOf(point) ?? {};
    const fault = trait && traitFaults[trait];
    if (!fault || fault.at !== step) return undefined;
    if (fault.times === undefined) return fault;
    if (this.#struck.has(point)) return undefined;
    this.#struck.add(point);
    return fault;
  }
}

const callKinds = [
  ...(['label', 'answer', 'timeout', 'broken-connection', 'slow', 'soap-fault'] as const),
  ...(['html-page', 'status', 'empty-answer', 'truncated'] as const),
];

/** The faults of some metering points: of each call, or of the first one where `times` says so. */
const traitFaults: Partial<Record<Trait, CallFault>> = {
  'interrupted-at-verify': { kind: 'label', at: 'verify', label: 'interrupted' },
  'interrupted-at-create': { kind: 'label', at: 'create', label: 'interrupted' },
  'interrupted-but-made': { kind: 'label', at: 'create', label: 'interrupted', processed: true },
  'lost-at-verify': { kind: 'broken-connection', at: 'verify', times: 1 },
  'lost-at-create': { kind: 'broken-connection', at: 'create', processed: true },
  'fault-at-create': { kind: 'soap-fault', at: 'create' },
  'page-at-create': { kind: 'html-page', at: 'create', processed: true },
  'cancelled-at-create': { kind: 'label', at: 'create', label: 'abandoned' },
  'closed-once': { kind: 'label', at: 'verify', label: 'closed', times: 1 },
  'maintenance-once': { kind: 'label', at: 'create', label: 'maintenance', times: 1 },
};

/** True if a call is dealt with although it is spoilt. */
export const isProcessed = (fault: CallFault) =>
  fault.kind === 'slow' || fault.kind === 'truncated' || fault.processed === true;

/**
 * The answer that a fault makes in place of the right one.
 * @param deserved the right answer, where the call was dealt with
 * @returns `undefined` for no answer at all
 */
export function answerInPlace(
  fault: Exclude<CallFault, { kind: 'label' | 'answer' }>,
  version: SoapVersion,
  deserved: SimulatedAnswer | undefined,
): SimulatedAnswer | undefined {
  switch (fault.kind) {
    case 'timeout':
    case 'broken-connection':
      return undefined;
    case 'slow':
      return deserved;
    case 'truncated':
      return deserved && { ...deserved, body: deserved.body.slice(0, deserved.body.length / 2) };
    case 'soap-fault':
      return writeFault(fault.version ?? version, { party: 'server', message: 'Erreur interne' });
    case 'html-page':
      return htmlPage(fault.status ?? 200, 'OMEGA', 'Le service est momentanément interrompu');
    case 'status':
      return { status: fault.status, type: 'text/plain', body: '' };
    case 'empty-answer':
      return { status: 200, type: 'text/xml; charset=utf-8', body: '' };
  }
}
