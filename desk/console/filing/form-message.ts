import { createPatch } from 'rfc6902';
import { parseExactJson } from '../../../schemas/exact-json.ts';
import type { FormField } from '../../form/form-field.ts';
import { filledForm } from '../../form/form-node.ts';
import { listChanges } from '../../form/list-changes.ts';
import { jsonOfMarked, markedJson } from '../../form/marked-json.ts';
import { postedFields, postedJson } from '../../form/posted-json.ts';
import { type Correction, readCorrection } from '../../replay/correction.ts';

/** A message as its form has it: without what the gateway fills in, and without what is empty. */
export function formMessage(field: FormField, text: string): string {
  const { value, numbers } = parseExactJson(text);
  return postedJson(postedFields(filledForm(field, value, numbers)));
}

/** The correction that makes of a message in its form another one. */
export function correctionBetween(before: string, after: string): Correction {
  const changes = createPatch(markedJson(before), markedJson(after), listChanges);
  return changes.length === 0 ? [] : readCorrection({ patch: jsonOfMarked(changes) });
}
