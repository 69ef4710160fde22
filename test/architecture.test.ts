import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, foldersIn, root } from './support/files.ts';

interface Room {
  /** Whose imports are looked at: everything below this folder that no earlier room has. */
  folder: string;
  /** What they may import of ours beside their own folder, as beginnings of paths. */
  mayKnow: string[];
  /** What they may import of others; any package where left out. */
  packages?: RegExp;
}

const stores = ['admission', 'ledger', 'tokens', 'telemetry', 'outcomes', 'outbox'].map(
  (store) => `functions/${store}/`,
);

/** Who may know whom. */
const rooms: Room[] = [
  { folder: 'schemas/', mayKnow: [], packages: /^zod$/ },
  ...stores.map((store) => ({ folder: store, mayKnow: ['schemas/'] })),
  ...foldersIn('functions/authorities').map((folder) => ({
    folder: `${folder}/`,
    mayKnow: ['schemas/', 'functions/tokens/', 'functions/authorities/authority.ts'],
  })),
  { folder: 'functions/authorities/', mayKnow: ['schemas/', 'functions/tokens/'] },
  ...['send', 'receive', 'tell', 'tend'].map((wiring) => ({
    folder: `functions/${wiring}/`,
    mayKnow: ['schemas/', 'functions/environment.ts', 'functions/authorities/', ...stores],
  })),
  { folder: 'functions/', mayKnow: ['schemas/'], packages: /^(zod|@aws-sdk\/credential-provider-env)$/ },
  // Alarms go by the metrics that the events are: named once, there.
  {
    folder: 'infra/',
    mayKnow: ['schemas/', 'functions/telemetry/events.ts'],
    packages: /^(node:|aws-cdk-lib|constructs)/,
  },
  ...foldersIn('local/simulators').map((folder) => ({
    folder: `${folder}/`,
    mayKnow: ['schemas/catalogue.ts'],
    packages: /^node:/,
  })),
  { folder: 'local/', mayKnow: ['schemas/'] },
  // The registry is all that it knows of how authorities are spoken to: the doctor asks each for a token.
  { folder: 'desk/', mayKnow: ['schemas/', 'functions/authorities/registry.ts', ...stores] },
  // Measures all of it; nobody may lean on that.
  { folder: 'bench/', mayKnow: [''] },
];

const sources = [...new Set(rooms.map(({ folder }) => folder.split('/')[0] as string))]
  .flatMap(filesBelow)
  .filter((file) => file.endsWith('.ts'));
const roomOf = (file: string) => rooms.find(({ folder }) => file.startsWith(folder));

/** Every import of a file, type-only and dynamic ones included, as a path from the root or a package's name. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm)].map(
    (match) => match[1] as string,
  );
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? path.join(path.dirname(file), specifier) : specifier,
  );
}

/** What a file imports that its room may not know. */
function trespasses(file: string, { folder, mayKnow, packages }: Room): string[] {
  return importsOf(file)
    .filter((target) =>
      sources.includes(target)
        ? ![folder, ...mayKnow].some((beginning) => target.startsWith(beginning))
        : packages && !packages.test(target),
    )
    .map((target) => `${file} imports ${target}`);
}

describe('who may know whom', () => {
  it.each(rooms)('$folder keeps to its room', (room) => {
    const files = sources.filter((file) => roomOf(file) === room);
    expect(files.flatMap((file) => trespasses(file, room))).toEqual([]);
  });

  it('would see a trespass', () => {
    const schemas = rooms[0] as Room;
    expect(trespasses('infra/lane.ts', schemas)).toContain('infra/lane.ts imports infra/gateway-function.ts');
    expect(trespasses('infra/lane.ts', schemas)).toContain('infra/lane.ts imports aws-cdk-lib');
  });
});
