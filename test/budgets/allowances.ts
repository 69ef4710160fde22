import { type AuthorityName, packagesBeside } from '../../schemas/catalogue.ts';

/**
 * The budget of a function's bundle: its parts, and the code that a cold start evaluates. Bytes of the minified bundle.
 */
export interface Allowance {
  /** The file as it is deployed. */
  bytes: number;
  /** The code that is evaluated at its import. A budget of time would measure the machine. */
  evaluated: { modules: number; bytes: number };
  /** The packages that it may hold, each with its most bytes; `ours` is our own code. */
  packages: Readonly<Record<string, number>>;
}

/** The client of S3, by which the archiver writes objects. */
const objects = {
  '@aws-sdk/client-s3': 160_500,
  '@aws-sdk/checksums': 13_500,
  '@aws-sdk/middleware-sdk-s3': 12_000,
  '@aws-sdk/signature-v4-multi-region': 4_500,
  '@aws-sdk/xml-builder': 5_000,
};

/** The reading of what the table has given up of a filing: a signed `fetch` of an object. */
const archive = { aws4fetch: 8_000 };

/**
 * The packages of the SDK that every function needs: credentials from the environment, signing, HTTP, and the ledger's
 * table; and the one that asks the index of the archive about many filings at once.
 */
const ledger = {
  '@aws-sdk/client-dynamodb': 34_000,
  '@aws-sdk/core': 42_000,
  '@aws-sdk/credential-provider-env': 1_000,
  '@aws-sdk/dynamodb-codec': 3_000,
  '@aws-sdk/endpoint-cache': 1_000,
  '@aws-sdk/lib-dynamodb': 7_000,
  '@aws-sdk/middleware-endpoint-discovery': 1_000,
  '@aws-sdk/util-dynamodb': 5_500,
  '@aws/lambda-invoke-store': 3_000,
  '@smithy/core': 148_000,
  '@smithy/node-http-handler': 8_500,
  '@smithy/signature-v4': 11_000,
  '@smithy/types': 1_000,
  dataloader: 5_000,
  mnemonist: 6_000,
  obliterator: 2_500,
};
const queues = { '@aws-sdk/client-sqs': 27_000, '@aws-sdk/middleware-sdk-sqs': 2_500 };
const topic = { '@aws-sdk/client-sns': 25_000, '@aws-sdk/xml-builder': 5_000 };
const secrets = { '@aws-sdk/client-secrets-manager': 15_000 };
const checks = { zod: 104_000 };
/** Reads what lies on an outbox with its places and digits, which JSON.parse loses. */
const exactly = { 'jsonc-parser': 7_000 };

/** Does so many things at once, and no more. */
const atOnce = { 'p-map': 2_500 };

/** The library that reads XML. */
const xml = {
  '@nodable/entities': 6_000,
  anynum: 2_000,
  'fast-xml-parser': 29_000,
  'is-unsafe': 18_000,
  'path-expression-matcher': 9_000,
  strnum: 2_500,
  'xml-naming': 1_500,
};
/** And the one that writes it. */
const writtenXml = { 'fast-xml-builder': 14_500 };

/** The public holidays by which a contract counts working days. */
const holidays = { '@socialgouv/jours-feries': 2_000 };

/** The packages of every sender. */
const sender = { ...ledger, ...archive, ...queues, ...topic, ...secrets, ...checks, ...exactly, ...atOnce };

// The sender counts failures of single messages, gives up messages itself, keeps platforms apart, and reads feeds. Each
// filing says since when its answer is overdue, what was turned down, and by what it is found. The law of imports, any
// rule of which its lane may raise to a fault, is 27 KB with its texts and sources. Each sender can carry a message out
// among the filings that the books find, which is 23 KB more; Delta-H7's does. Each counts what comes without its group.
const deltaH7: Allowance = {
  bytes: 702_500,
  evaluated: { modules: 736, bytes: 681_500 },
  packages: { ...sender, oauth4webapi: 16_000, ours: 287_000 },
};

// It signs its grants itself, with the library for that alone.
const toll: Allowance = {
  bytes: 691_500,
  evaluated: { modules: 712, bytes: 663_000 },
  packages: { ...sender, jose: 25_000, ours: 268_000 },
};

// It signs its grants itself, too, and writes and reads XML.
const ciel: Allowance = {
  bytes: 770_000,
  evaluated: { modules: 757, bytes: 743_500 },
  packages: { ...sender, ...xml, ...writtenXml, jose: 11_000, ours: 269_500 },
};

// It calls with a certificate, and writes and reads SOAP.
const omega: Allowance = {
  bytes: 766_000,
  evaluated: { modules: 759, bytes: 750_000 },
  packages: { ...sender, ...xml, ...writtenXml, ...holidays, ours: 274_500 },
};

/**
 * The senders' budgets: a bundle a lane, with no other authority's behaviour in it. The contracts of all are in each
 * bundle: one costs 7 to 12 KB, 28 KB with the table of charges that an answer is held against, or 44 KB with the rules
 * and the codes of a declaration.
 */
const senders: Readonly<Record<AuthorityName, Allowance>> = { 'delta-h7': deltaH7, toll, ciel, omega };

/** A function's budget: its sizes of now and a little more, so that growth is a decision. */
export interface Budget extends Allowance {
  /** The folder of its handler, below `functions/`. */
  entry: string;
  /** The packages of other contracts, which it does not hold. */
  leftOut: readonly string[];
}

/** The budgets by the endings of functions' names. */
export const budgets: Readonly<Record<string, Budget>> = {
  ...Object.fromEntries(
    Object.entries(senders).map(([authority, allowance]) => [
      `${authority}-send`,
      {
        ...{ entry: `authorities/${authority}/send.ts`, leftOut: packagesBeside(authority as AuthorityName) },
        ...allowance,
      },
    ]),
  ),
  // The receiver keeps refused bodies, too, in parts where one item does not hold them. It reads messages by the names of
  // an operator's own dictionary, with their numbers as they are written.
  receive: {
    entry: 'receive/handler.ts',
    leftOut: packagesBeside(),
    bytes: 532_000,
    evaluated: { modules: 560, bytes: 516_500 },
    packages: { ...ledger, ...archive, ...secrets, ...checks, ...exactly, '@middy/core': 3_000, ours: 187_500 },
  },
  // The notifier fits each outcome into SNS's limits.
  notify: {
    entry: 'notify/handler.ts',
    leftOut: packagesBeside(),
    bytes: 565_000,
    evaluated: { modules: 582, bytes: 549_500 },
    packages: { ...ledger, ...archive, ...queues, ...topic, ...checks, ours: 178_500 },
  },
  // The keeper summarizes filings of every authority, and reads no message from an outbox.
  keep: {
    entry: 'keep/handler.ts',
    leftOut: packagesBeside(),
    bytes: 505_000,
    evaluated: { modules: 532, bytes: 489_000 },
    packages: { ...ledger, ...archive, ...checks, ...atOnce, ours: 180_500 },
  },
  // The archiver summarizes filings of every authority, as the keeper does, and always needs the client of S3.
  archive: {
    entry: 'archiving/handler.ts',
    leftOut: packagesBeside(),
    bytes: 655_000,
    evaluated: { modules: 662, bytes: 654_500 },
    packages: { ...ledger, ...objects, ...checks, ...atOnce, ours: 180_000 },
  },
  // Housekeeping has the probe handed out when the pause is over, polls feeds, reads dead letters of every lane, and goes
  // round the platforms in calls of ten.
  housekeeping: {
    entry: 'housekeeping/handler.ts',
    leftOut: [],
    bytes: 668_500,
    evaluated: { modules: 656, bytes: 652_500 },
    packages: {
      ...ledger,
      ...archive,
      ...queues,
      ...topic,
      ...checks,
      ...exactly,
      ...atOnce,
      ...xml,
      ...holidays,
      ours: 204_000,
    },
  },
};

/**
 * The longest import of a bundle as a multiple of its SDK clients alone, both measured in turns. It is far above the
 * goal of `npm run bench` (1.3), so that a busy machine does not fail: it catches work at import that no byte shows. A
 * sender with the library for XML takes 1.35 to 1.55 times on one and the same machine.
 */
export const IMPORT_RATIO = 1.7;
