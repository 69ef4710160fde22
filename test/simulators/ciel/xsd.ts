import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

/** The folder of the public XSDs, which are no part of this repository. */
export const xsdFolder = process.env['CIEL_XSD'];

/** A judge of documents by a public XSD: the first fault of a text, undefined where it has none. */
export function xsdJudge(version: '1.17' | '1.21'): (xml: string) => string | undefined {
  const file = path.join(xsdFolder ?? '', `echanges-interprofession-${version}.xsd`);
  const schema = XmlDocument.fromBuffer(readFileSync(file));
  const validator = XsdValidator.fromDoc(schema);
  return (xml) => {
    let document: XmlDocument | undefined;
    try {
      document = XmlDocument.fromString(xml);
      validator.validate(document);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      document?.dispose();
    }
  };
}
