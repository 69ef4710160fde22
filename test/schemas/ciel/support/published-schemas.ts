import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import type { TestOptions } from 'vitest';
import { root } from '../../../support/files.ts';

const folder = process.env['CIEL_XSD'];

/** The options of a test that needs the schemas and samples that are published, in the folder that CIEL_XSD names. */
export const needsSchemas: TestOptions = {
  skip: folder === undefined,
  meta: { needs: 'the published schemas of CIEL (CIEL_XSD=folder)' },
};

/** A file of that folder. */
export function published(file: string): string {
  return readFileSync(path.resolve(root, folder ?? '', file), 'utf8');
}

/** True for XML that a published schema takes. */
export type Takes = (xml: string) => boolean;

/** Makes the judge by a version of the schema. */
export function judgeBy(version: '1.17' | '1.21'): Takes {
  using xsd = XmlDocument.fromString(published(`echanges-interprofession-${version}.xsd`));
  const validator = XsdValidator.fromDoc(xsd);
  return (xml) => {
    try {
      using document = XmlDocument.fromString(xml);
      validator.validate(document);
      return true;
    } catch {
      return false;
    }
  };
}
