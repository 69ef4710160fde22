import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Template {
  Resources: Record<string, Record<string, unknown>>;
  [section: string]: unknown;
}

/** Writes an assembly as `cdk synth` does, of stacks by name; the bundles are `index.mjs` of assets. */
export function writeAssembly(
  folder: string,
  stacks: Record<string, Template>,
  bundles: Record<string, string> = {},
  dependencies: Record<string, string[]> = {},
): string {
  mkdirSync(folder, { recursive: true });
  const artifacts = Object.fromEntries(
    Object.keys(stacks).map((name) => [
      name,
      {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: `${name}.template.json`, stackName: `the-${name}` },
        dependencies: dependencies[name] ?? [],
      },
    ]),
  );
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
  for (const [name, template] of Object.entries(stacks)) {
    writeFileSync(path.join(folder, `${name}.template.json`), JSON.stringify(template));
  }
  for (const [asset, bundle] of Object.entries(bundles)) {
    mkdirSync(path.join(folder, asset), { recursive: true });
    writeFileSync(path.join(folder, asset, 'index.mjs'), bundle);
  }
  return folder;
}
