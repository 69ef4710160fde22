import { foldersIn } from './files.ts';

/** A folder, with what it may import. */
export interface Room {
  /** The room's folder; earlier rooms take precedence. */
  folder: string;
  /** The imports of ours that are allowed beside their own folder, as beginnings of paths. */
  mayKnow: string[];
  /** Exceptions to these: longer beginnings of paths that they may not import. */
  butNot?: string[];
  /** The packages that are allowed; any where left out. */
  packages?: RegExp;
}

/** The folders of the stores. */
export const stores = ['admission', 'ledger', 'tokens', 'telemetry', 'outcomes', 'outbox'].map(
  (store) => `functions/${store}/`,
);

const calling = 'functions/authorities/calling/';
const authorities = foldersIn('functions/authorities')
  .map((folder) => `${folder}/`)
  .filter((folder) => folder !== calling);

const anyAuthority = ['authority.ts', 'make-authority.ts'].map((file) => `functions/authorities/${file}`);

/** The folders of the simulators, what they share, the one file that knows them all, and what each of them is. */
const simulatorSupport = 'local/simulators/support/';
const simulators = foldersIn('local/simulators')
  .map((folder) => `${folder}/`)
  .filter((folder) => folder !== simulatorSupport);
const simulatorRegistry = 'local/simulators/registry.ts';
const anySimulator = ['simulator-entry.ts', 'wrong-address.ts'].map((file) => `local/simulators/${file}`);

/** The folders of the desk that belong to one authority each, and the one file that knows them all. */
const desks = foldersIn('desk/authorities').map((folder) => `${folder}/`);
const deskRegistry = 'desk/authorities/registry.ts';

/** The folders, each with what it may import. Nobody but the tests themselves may import tests. */
export const rooms: Room[] = [
  // XML is read and written here alone.
  { folder: 'schemas/xml/', mayKnow: ['schemas/'], packages: /^fast-xml-parser$/ },
  // The files beside the configuration are read here alone; no function's bundle holds it.
  { folder: 'schemas/lane-files.ts', mayKnow: ['schemas/'], packages: /^node:(fs|path)$/ },
  // The library of public holidays is asked here alone.
  { folder: 'schemas/omega/working-days.ts', mayKnow: [], packages: /^@socialgouv\/jours-feries$/ },
  { folder: 'schemas/', mayKnow: [], packages: /^(zod|jsonc-parser)$/ },
  // The way the one table is written, whatever a store keeps in it.
  { folder: 'functions/table/', mayKnow: ['schemas/'] },
  ...stores.map((store) => ({ folder: store, mayKnow: ['schemas/', 'functions/table/'] })),
  { folder: 'functions/archive/', mayKnow: ['schemas/', 'functions/table/', 'functions/ledger/'] },
  { folder: 'functions/books/', mayKnow: ['schemas/', 'functions/table/', 'functions/ledger/'] },
  // The calls of any authority; it knows none of them.
  { folder: calling, mayKnow: ['schemas/', 'functions/tokens/', ...anyAuthority] },
  // The handler of its own sender.
  ...authorities.map((folder) => ({ folder: `${folder}send.ts`, mayKnow: ['functions/send/sender.ts', folder] })),
  ...authorities.map((folder) => ({ folder, mayKnow: ['schemas/', 'functions/tokens/', ...anyAuthority, calling] })),
  { folder: 'functions/authorities/', mayKnow: ['schemas/', 'functions/tokens/'] },
  ...['send', 'receive', 'notify', 'keep', 'housekeeping', 'archiving'].map((wiring) => ({
    folder: `functions/${wiring}/`,
    mayKnow: [
      ...['schemas/', 'functions/environment.ts', 'functions/table/', 'functions/authorities/'],
      ...['functions/archive/', 'functions/books/', ...stores],
    ],
    // These wire the parts of every authority; they contain no single authority's rule, nor all authorities.
    butNot: [...authorities, 'functions/authorities/registry.ts'],
  })),
  { folder: 'functions/', mayKnow: ['schemas/'], packages: /^(zod|@aws-sdk\/credential-provider-env)$/ },
  // Alarms use the metrics of events, which are named only there.
  {
    folder: 'infra/',
    mayKnow: ['schemas/', 'functions/telemetry/event'],
    packages: /^(node:|aws-cdk-lib|constructs)/,
  },
  // The parts of any simulator; they know none of them, and no contract.
  {
    folder: simulatorSupport,
    mayKnow: ['schemas/declarant-error.ts', 'schemas/json.ts'],
    packages: /^(node:|node-forge$)/,
  },
  ...simulators.map((folder) => ({
    folder,
    mayKnow: [
      ...['schemas/catalogue.ts', 'schemas/declarant-error.ts', 'schemas/json.ts'],
      ...[simulatorSupport, ...anySimulator],
    ],
    packages: /^(node:|jose$)/,
  })),
  { folder: simulatorRegistry, mayKnow: ['schemas/', 'local/simulators/'] },
  // It starts whichever simulators the registry has, and knows none of them.
  { folder: 'local/', mayKnow: ['schemas/'], butNot: [...simulators, simulatorSupport] },
  // An authority's own part of the desk knows the desk, and is known by the registry alone.
  ...desks.map((folder) => ({
    folder,
    mayKnow: ['schemas/', 'desk/', 'functions/books/', ...stores],
    butNot: [
      deskRegistry,
      ...desks
        .filter((other) => other !== folder)
        .flatMap((other) => [other, other.replace('desk/authorities', 'schemas')]),
    ],
  })),
  { folder: deskRegistry, mayKnow: ['schemas/', 'desk/authorities/'] },
  // The registry is all that it knows of how authorities are spoken to: the doctor asks each for a token.
  {
    folder: 'desk/',
    mayKnow: [
      ...['schemas/', 'functions/authorities/registry.ts', 'functions/archive/', 'functions/books/', ...stores],
    ],
    butNot: desks,
  },
  // The first file that is loaded, on whatever Node: it imports nothing before it has looked at that.
  { folder: 'bin/', mayKnow: ['desk/main.ts', 'local/main.ts', 'local/start.ts'], packages: /^tsx\/esm\/api$/ },
  // The bench measures everything; nothing may depend on it.
  { folder: 'bench/', mayKnow: [''] },
];
