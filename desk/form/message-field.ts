import type { OutboundMessage } from '../../schemas/contract.ts';
import { type FormField, formFieldOf } from './form-field.ts';

/** The fields of a message: those that a platform fills in, its reference among them. */
export function messageField({ submission, schema, reference }: OutboundMessage): FormField {
  const name = typeof reference === 'string' ? reference.split('/').at(-1) : undefined;
  return formFieldOf(submission(), schema(), name);
}
