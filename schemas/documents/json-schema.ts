import * as z from 'zod';
import { type AuthorityName, authorityNames, outboundMessages } from '../catalogue.ts';
import type { Certainty, MessageContract, OutboundMessage } from '../contract.ts';
import { decimalForms } from '../decimal-form.ts';
import { DECIMAL } from '../decimals.ts';
import type { Json } from '../json.ts';

/** A message as a platform submits it, or as it goes over the wire. */
export type Form = 'submission' | 'wire';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * A schema as JSON Schema 2020-12 of its input: values with a default may be absent. It carries the marks `x-certainty`
 * and `x-grounds`.
 */
export function jsonSchema(schema: z.ZodType, form: Form = 'wire'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema: one, zodSchema }) => {
      // Most validators calculate in binary fractions, by which 19.9 is no multiple of 0.01.
      if (typeof one.multipleOf !== 'number' || one.multipleOf >= 1) return;
      one.description ??= `at most ${Math.round(-Math.log10(one.multipleOf))} decimals`;
      delete one.multipleOf;
      // A submission may hold a text with these digits instead.
      if (form === 'submission' && one.type === 'number' && decimalForms().get(zodSchema))
        Object.assign(one, { type: ['number', 'string'], pattern: DECIMAL.source });
    },
  }) as Json;
  return rest;
}

/** A JSON Schema that stands by itself in a file. */
export function standalone(schema: Json): Json {
  return { $schema: DIALECT, ...schema };
}

/** The name of a message's schema among the components of a document. */
export function schemaName({ message }: MessageContract, form: Form): string {
  return form === 'wire' ? message : `${message}.submission`;
}

/** The JSON Schema of a message, with the catalogue's description. */
export function messageSchema(entry: MessageContract, form: Form): Json {
  const schema = form === 'submission' && entry.direction === 'outbound' ? submissionForms(entry) : entry.schema();
  const { 'x-certainty': _, 'x-grounds': grounds, ...rest } = jsonSchema(schema, form);
  return {
    title: entry.message,
    description: messageDescription(entry, form),
    'x-source': entry.source,
    'x-certainty': entry.certainty,
    ...(grounds !== undefined && { 'x-grounds': grounds }),
    ...rest,
  };
}

function submissionForms({ submission, otherForms }: OutboundMessage): z.ZodType {
  return otherForms ? z.union([submission(), otherForms()]) : submission();
}

function messageDescription(entry: MessageContract, form: Form): string {
  const sentences = [`${entry.title} (${entry.source}).`, certaintySentence[entry.certainty]];
  if (form === 'submission') sentences.push('The gateway fills in the parts that are not required here.');
  if (entry.direction === 'outbound' && entry.rules)
    sentences.push('Conditions that span several fields are checked beside this schema.');
  return sentences.join(' ');
}

/** The sentence for readers about each certainty. */
export const certaintySentence: Readonly<Record<Certainty, string>> = {
  verified: "Read in the authority's own text, but for the parts that are marked as inferred.",
  inferred: "Inferred: its fields were not read in the authority's own text, and may have to be corrected.",
  secondary: 'Secondary: read in what others write of it alone, and may have to be corrected.',
};

/** The schema of the envelope in which a platform submits a message, around the given payload schema. */
export function envelopeSchema(
  submission: Json,
  authority: AuthorityName,
  entry: OutboundMessage,
  payload: Json,
): Json {
  const properties = submission['properties'] as Json;
  const required = submission['required'] as string[];
  return {
    ...submission,
    title: `${entry.message}, submitted`,
    properties: { ...properties, authority: { const: authority }, message: { const: entry.message }, payload },
    required: [
      ...required,
      ...(entry.reference === 'envelope' ? ['reference'] : []),
      ...(entry.needsReason ? ['reason'] : []),
    ],
  };
}

/** The schema of an envelope with all known names, whichever the message. */
export function withKnownNames(submission: Json): Json {
  const properties = submission['properties'] as Record<string, Json>;
  const messages = authorityNames.flatMap(outboundMessages).map(({ message }) => message);
  return {
    ...submission,
    properties: {
      ...properties,
      authority: { ...properties['authority'], enum: authorityNames },
      message: { ...properties['message'], enum: messages },
    },
  };
}
