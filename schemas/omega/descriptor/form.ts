import * as z from 'zod';
import { lazily } from '../../lazily.ts';

/** A field by its name in the document, or an element with fields in it. */
export type FieldPlace = string | { element: string; fields: FieldPlace[] };

// XML keeps names that begin with xml for itself, and no object holds a value by the last of these.
const elementName = z
  .string()
  .regex(
    /^(?!xml|__proto__$)[\p{L}_][\p{L}\p{N}._-]{0,99}$/iu,
    'name of an element: letters, digits, and . _ - without a prefix, and not xml at its beginning',
  );

const namespace = z.string().regex(/^[^\s"'<>\p{Cc}]{0,300}$/u, 'a URI without blanks and quotation marks');

const place: z.ZodType<FieldPlace> = z.lazy(() =>
  z.union([z.string(), z.strictObject({ element: elementName, fields: z.array(place).min(1, 'at least one field') })]),
);

const step = z.strictObject({
  /** The SOAPAction of the call; `''` for none. */
  soapAction: z
    .string()
    .regex(/^[\x21\x23-\x5B\x5D-\x7E]{0,300}$/, 'a URI in ASCII without blanks and quotation marks'),
  /** An element around the request, where the service has one. */
  wrapper: elementName.optional(),
  /** The element of the request, and that of the response. */
  request: elementName,
  response: elementName,
  /** The fields in their order. Each stands once, within the request or within an element of it. */
  fields: z.array(place).min(1, 'at least one field'),
  /** Optional fields that the XSD does not have: they are not sent. */
  leftOut: z.array(z.string()).default([]),
});

const DATE_PARTS = /YYYY|MM|DD/g;

/** The descriptor's form, without what its parts demand of each other. */
export const descriptorForm = lazily(() =>
  z.strictObject({
    /** An operator has held it against the XSD. */
    verified: z.boolean().default(false),
    /** The version of the envelope. */
    soap: z.enum(['1.1', '1.2']),
    /** The namespace of the requests' elements (the XSD's `targetNamespace`). */
    namespace,
    /** The fields are in that namespace (`qualified`), or in none. */
    elementFormDefault: z.enum(['qualified', 'unqualified']),
    /** The namespaces of single elements that are in another, as of an imported XSD; `''` for none. */
    namespaces: z.record(z.string(), namespace).default({}),
    /** Elements that the XSD names otherwise than the document: fields of requests, and elements of responses. */
    names: z.record(z.string(), elementName).default({}),
    /** The form of a date: `YYYY`, `MM` and `DD` once each. */
    dateFormat: z
      .string()
      .regex(/^[\w ./:+-]{0,40}$/, 'at most 40 letters, digits, blanks and ./:+-_')
      .refine(
        (text) => [...(text.match(DATE_PARTS) ?? [])].sort().join() === 'DD,MM,YYYY',
        'YYYY, MM and DD once each, as YYYY-MM-DD',
      )
      .default('YYYY-MM-DD'),
    /** Optional fields without a value are left out, or sent as empty elements. */
    absentFields: z.enum(['left-out', 'empty']).default('left-out'),
    /** `DNEntreprise` has to be in the subject of the certificate, or nothing is sent; `false`: `doctor` only warns. Inferred. */
    compareSubject: z.boolean().default(true),
    steps: z.strictObject({ VerifierRecevabiliteTJDC: step, CreerDemandeTJDC: step }),
  }),
);
export type Descriptor = z.infer<ReturnType<typeof descriptorForm>>;
