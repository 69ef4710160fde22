import { boundedError } from '../../../schemas/bounded-error.ts';
import type { Facts, FactsAbout } from '../../../schemas/contract.ts';
import { textAt, valueAt } from '../../../schemas/fault.ts';

/** The facts in a message of the toymaker, or in its part about one toy. */
export function factsIn(payload: unknown): Facts {
  const issued = textAt(payload, '/header/issued');
  const number = textAt(payload, '/number');
  const raw = textAt(payload, '/state');
  const since = textAt(payload, '/since');
  const tag = textAt(payload, '/tag');
  const price = valueAt(payload, '/price');
  const decision = textAt(payload, '/decision');
  const errors = valueAt(payload, '/errors');
  return {
    ...(issued && { issued }),
    ...(number && { authorityReference: number }),
    ...(raw && { state: { raw, ...(since && { since }) } }),
    ...((tag || price !== undefined) && { details: { ...(tag && { tag }), ...(price !== undefined && { price }) } }),
    ...((decision === 'accepted' || decision === 'refused') && { decision }),
    ...(Array.isArray(errors) && {
      errors: errors.map((error) => boundedError(error)),
      technical: valueAt(payload, '/technical') === true,
    }),
  };
}

/** The list of toys in a message. */
export function toysIn(payload: unknown): unknown[] {
  const toys = valueAt(payload, '/toys');
  return Array.isArray(toys) ? toys : [];
}

/** The facts about each toy of a message's list. */
export function factsAboutToys(payload: unknown): FactsAbout {
  const about: FactsAbout = Object.create(null);
  const issued = textAt(payload, '/header/issued');
  const decision = textAt(payload, '/decision');
  for (const toy of toysIn(payload)) {
    const id = textAt(toy, '/id');
    if (id) about[id] = { ...(issued && { issued }), ...factsIn({ ...Object(toy), decision }) };
  }
  return about;
}
