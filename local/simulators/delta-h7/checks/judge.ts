import type { Plan, Step, Taken } from '../exchange.ts';
import type { Check } from './checks.ts';
import type { CustomsError } from './errors.ts';
import { surfaceErrors } from './surface-checks.ts';

/** The checks of one exchange. */
interface Exchange<Message> {
  form: Check;
  /** The first rule of admissibility that is broken. */
  objection?(message: Message): CustomsError | undefined;
  refuse(errors: CustomsError[]): Step;
  accept(message: Message): Plan;
}

/** Judges a message: all errors of its surface, then the first of admissibility, then its plan (§2.3.5.2). */
export function judgeMessage<Message>(taken: Taken, { form, objection, refuse, accept }: Exchange<Message>): Plan {
  const errors = surfaceErrors(form, taken);
  if (errors.length > 0) return { steps: [refuse(errors)] };
  // The value has the form that was just checked.
  const message = taken as unknown as Message;
  const error = objection?.(message);
  return error ? { steps: [refuse([error])] } : accept(message);
}
