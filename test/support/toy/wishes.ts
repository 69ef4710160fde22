import * as z from 'zod';
import type { Agreement } from '../../../schemas/agreement.ts';
import { decimalForms } from '../../../schemas/decimal-form.ts';
import { type Fault, textAt, valueKind } from '../../../schemas/fault.ts';
import { lazily } from '../../../schemas/lazily.ts';
import { toysIn } from './facts.ts';

const price = lazily(() => z.number().register(decimalForms(), { digits: 16, decimals: 2 }));

/** The toys that a message wishes for; a price is a decimal, so that it may come as a text. */
export const wishes = lazily(() => z.array(z.looseObject({ toy: z.string(), price: price().optional() })).max(999));

/** The rule of a day, with the toymaker's code for it: on the 24th of December there is no time to look. */
export function notOnTheLastDay(payload: unknown, on: Date): Fault[] {
  if (!on.toISOString().includes('-12-24T')) return [];
  const found = valueKind(textAt(payload, '/toy'));
  return [{ pointer: '/toy', code: 'BUSY', rule: 'asked on another day', found, remedy: 'ask after Christmas' }];
}

/** The agreement of a letter with the one before, which is not to wish for the same; in capitals it is doubtful. */
export const otherWish: Agreement = {
  references: (payload) => [textAt(payload, '/after') ?? []].flat(),
  compare(payload, earlier) {
    const wish = textAt(payload, '/wish') ?? '';
    const isSame = earlier.includes(wish);
    const isLike = !isSame && earlier.includes(wish.toLowerCase());
    const remedy = 'wish for something else';
    return {
      faults: isSame
        ? [{ pointer: '/wish', code: 'SAME', rule: 'another wish than before', found: 'the same', remedy }]
        : [],
      warnings: isLike
        ? [{ pointer: '/wish', text: 'it was wished for before', certainty: 'inferred', source: 'custom' }]
        : [],
    };
  },
};

/** The rules beside the schema: nobody gets coal, and toys cost 150 at most. */
export const wishRules: readonly ((payload: unknown) => Fault[])[] = [noCoal, within150];

function noCoal(payload: unknown): Fault[] {
  const wish = textAt(payload, '/wish');
  if (wish !== 'coal') return [];
  return [{ pointer: '/wish', rule: 'a toy', found: valueKind(wish), remedy: 'wish for something else' }];
}

function within150(payload: unknown): Fault[] {
  const toys = toysIn(payload);
  const sum = toys.reduce<number>((sum, toy) => sum + Number(textAt(toy, '/price') ?? 0), 0);
  return sum > 150 ? [{ pointer: '/toys', rule: 'at most 150', found: valueKind(toys), remedy: 'wish for less' }] : [];
}
