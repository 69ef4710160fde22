import type { DialogueAnswer } from './dialogue-answer.ts';
import type { Fields } from './soap/call-fields.ts';
import type { Step } from './step.ts';

/** A call that reached one of the two methods. */
export interface ReceivedCall {
  at: Date;
  step: Step;
  /** `undefined` where nothing was answered. */
  status: number | undefined;
  /** True if it was dealt with, whatever the answer said then. */
  processed: boolean;
  /** The type of the answer of the dialogue, where there was one. */
  type: DialogueAnswer['type'] | undefined;
  /** The fields of the request; none where it could not be read. */
  fields: Fields;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}
