import * as z from 'zod';
import { lazily } from '../../lazily.ts';

/**
 * A name as JSON of customs may have it. No object holds a value by the last one.
 */
export const officialName = lazily(() =>
  z
    .string()
    .regex(
      /^(?!__proto__$)[\p{L}_][\p{L}\p{N}_-]{0,99}$/u,
      'a name of letters, digits, - and _, which begins with a letter, of at most 100 characters',
    ),
);

/** The length of a field as the dictionaries of customs write it: `an..70`, `a2`, `n..16,2`. */
export const LENGTH = /^(an|a|n)(\.\.)?([1-9][0-9]{0,4})(?:,([0-9]))?$/;

/** The cardinality of a field in its object: `0..1`, `1..99`, `0..n`. */
export const CARDINALITY = /^([0-9]{1,4})\.\.([1-9][0-9]{0,3}|n)$/;

const field = lazily(() =>
  z.strictObject({
    /** The name in the dictionary; ours where left out. */
    name: officialName().optional(),
    length: z.string().regex(LENGTH, 'a length as an..70, a2 or n..16,2').optional(),
    cardinality: z.string().regex(CARDINALITY, 'a cardinality as 0..1, 1..99 or 0..n').optional(),
  }),
);

/** A place of our schemas, without indices, perhaps with the one message that is meant: `State_H7:header.lrn`. */
const place = lazily(() =>
  z
    .string()
    .regex(/^(?:\w{1,60}:)?[\w-]{1,100}(?:\.[\w-]{1,100}){0,20}$/, 'a place as declaration.items.commodityCode'),
);

/**
 * The rename map that `declarant dictionary` writes of an operator's own table: what DGDDI's "Dictionary of messages"
 * says otherwise than our schemas, or says as well, by our places. It prevails over the technical format (§2.3.2).
 */
export const dictionary = lazily(() =>
  z.strictObject({
    /** The table that it was made of. */
    source: z.strictObject({ file: z.string().max(300), rows: z.int().min(0) }).optional(),
    fields: z.record(place(), field()),
  }),
);
export type Dictionary = z.infer<ReturnType<typeof dictionary>>;
export type DictionaryField = z.infer<ReturnType<typeof field>>;
