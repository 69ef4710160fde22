import * as z from 'zod';

/** The characters that every service takes in a tag. */
const TAG = /^[\w +\-=.:/@]*$/;

/**
 * The tags of every resource that takes some, beside `product` and `stage`, which may be given other values.
 */
export const tags = z
  .record(
    z
      .string()
      .min(1, 'at least 1 character')
      .max(128, 'at most 128 characters')
      .regex(TAG, 'letters, digits, spaces and + - = . _ : / @')
      .refine((key) => !/^aws:/i.test(key), 'another beginning than aws:, which is kept by AWS'),
    z.string().max(256, 'at most 256 characters').regex(TAG, 'letters, digits, spaces and + - = . _ : / @'),
  )
  // A resource has 50; CloudFormation adds three of its own.
  .refine((given) => Object.keys(given).length <= 40, 'at most 40 tags')
  .default({});

/** All tags of a stage's resources: which product, which stage, and what the operator names. */
export function tagsOf({ stage, tags }: { stage: string; tags: Readonly<Record<string, string>> }) {
  return { product: 'declarant', stage, ...tags };
}
