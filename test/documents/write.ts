import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asyncApi } from '../../schemas/documents/asyncapi.ts';
import { jsonSchemas } from '../../schemas/documents/json-schemas.ts';
import { openApi } from '../../schemas/documents/openapi.ts';
import { root } from '../support/files.ts';
import { causesDocument, causesFile } from './causes.ts';
import { chargesDocument, chargesFile } from './charges.ts';
import { eventsDocument, eventsFile } from './events.ts';
import { lawDocument, lawFile } from './law.ts';

export const documentsFolder = 'docs/api';

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

/** Every document that follows from the catalogue, by its path from the package's root. */
export function documents(): Record<string, unknown> {
  const files = {
    'callbacks.openapi.json': openApi(version),
    'platforms.asyncapi.json': asyncApi(version),
    ...Object.fromEntries(Object.entries(jsonSchemas()).map(([file, schema]) => [`schemas/${file}`, schema])),
  };
  return Object.fromEntries(Object.entries(files).map(([file, document]) => [`${documentsFolder}/${file}`, document]));
}

export function written(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  rmSync(path.join(root, documentsFolder), { recursive: true, force: true });
  for (const [file, document] of Object.entries(documents())) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), written(document));
  }
  writeFileSync(path.join(root, eventsFile), eventsDocument());
  writeFileSync(path.join(root, causesFile), causesDocument());
  writeFileSync(path.join(root, chargesFile), chargesDocument());
  writeFileSync(path.join(root, lawFile), lawDocument());
}
