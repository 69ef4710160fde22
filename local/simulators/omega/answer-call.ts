import type { X509Certificate } from 'node:crypto';
import type { SimulatedAnswer } from '../support/simulated-answer.ts';
import type { Dialogue } from './dialogue.ts';
import { abandoned, type DialogueAnswer } from './dialogue-answer.ts';
import { answerInPlace, type CallFault, isProcessed } from './faults.ts';
import { textOf, wrongText } from './labels.ts';
import type { ReadCall } from './soap/read-call.ts';
import { SoapFault } from './soap/soap-fault.ts';
import { writeAnswer, writeFault } from './soap/write-answer.ts';
import type { Step } from './step.ts';

/** A call as it was read, with its client's certificate. */
export interface Call {
  step: Step;
  read: ReadCall | SoapFault;
  certificate: Pick<X509Certificate, 'subject'>;
}

/** The end of a call. */
export interface Answered {
  /** True if it was dealt with, whatever the answer says. */
  processed: boolean;
  /** The type of the answer of the dialogue, where it is one. */
  type: DialogueAnswer['type'] | undefined;
  /** `undefined` for no answer at all. */
  answer: SimulatedAnswer | undefined;
}

/** Answers a call, or spoils its answer. */
export function answerCall(call: Call, fault: CallFault | undefined, dialogue: Dialogue): Answered {
  const { step, read, certificate } = call;
  if (read instanceof SoapFault) {
    const answer = writeFault('1.1', read);
    const given = fault && isSpoiling(fault) ? answerInPlace(fault, '1.1', answer) : answer;
    return { processed: false, type: undefined, answer: given };
  }
  const { fields } = read;
  const deserved = !fault || isProcessed(fault) ? dialogue.deal(step, fields, certificate) : undefined;
  const processed = deserved !== undefined;
  if (fault && isSpoiling(fault)) {
    const right = deserved && writeAnswer(step, read, deserved);
    return { processed, type: undefined, answer: answerInPlace(fault, read.version, right) };
  }
  const refuse = (fault: LabelFault) => dialogue.refuse(step, fields, { label: fault.label, texts: textsBy(fault) });
  const given = deserved && !fault ? deserved : commanded(fault as CommandedFault, processed, refuse);
  return { processed, type: given.type, answer: writeAnswer(step, read, given) };
}

type LabelFault = Extract<CallFault, { kind: 'label' }>;
type CommandedFault = Extract<CallFault, { kind: 'label' | 'answer' }>;

const isSpoiling = (fault: CallFault): fault is Exclude<CallFault, CommandedFault> =>
  fault.kind !== 'label' && fault.kind !== 'answer';

/** The answer that was asked for by command, or by a metering point. */
function commanded(fault: CommandedFault, processed: boolean, refuse: (fault: LabelFault) => DialogueAnswer) {
  if (fault.kind === 'answer') return { type: fault.type, code: fault.code, messages: [fault.text] };
  return processed ? abandoned(...textsBy(fault)) : refuse(fault);
}

/** The texts of a label: one, or one for each of so many fields. */
function textsBy({ label, fields = 1 }: LabelFault): string[] {
  if (label !== 'wrong-data') return [textOf(label)];
  return Array.from({ length: fields }, (_, index) => wrongText({ field: `CHAMP_${index + 1}`, rule: 'RG99' }));
}
