import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';
import type { Books } from '../../../functions/books/books.ts';
import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { lawOf } from '../../../schemas/settings.ts';
import { memoryFilingActions } from './memory-filing-actions.ts';

/** Books in which nothing is. */
const noBooks = {
  find: async () => [],
  page: async () => ({ summaries: [], read: 0 }),
  counts: async () => ({ standings: [], codes: [], overdue: [], orphans: [], differing: [], amounts: [] }),
} as unknown as Books;

const notNeeded = () => Promise.reject(new Error('not needed'));

/** A gateway with one lane that answers nothing: a test adds what it needs. */
export const connectionOf = (authority: AuthorityName): GatewayConnection => ({
  title: 'the local gateway (pid 1)',
  options: '',
  authorities: [authority],
  books: async () => noBooks,
  ledger: notNeeded,
  queues: notNeeded,
  outbox: notNeeded,
  deadLetters: notNeeded,
  lane: () => authority,
  share: () => undefined,
  law: (name) => lawOf(name),
  laneSwitch: notNeeded,
  outcomes: notNeeded,
  actor: async () => 'somebody',
  actions: async () => ({
    keep: async ({ at }) => ({ month: at.slice(0, 7), entry: at }),
    end: async () => {},
    between: () => {
      throw new Error('not needed');
    },
  }),
  filingActions: async () => memoryFilingActions(),
  callbackToken: notNeeded,
  tokenUses: notNeeded,
  redrives: notNeeded,
  tellings: async () => ({ of: async () => new Map() }),
  accessToken: notNeeded,
  unknownPlatforms: notNeeded,
  installation: {
    ...{
      stage: 'local',
      region: 'eu-west-3',
      table: 'ledger',
      callbackUrl: undefined,
      putUp: 'start it',
      isLocal: true,
    },
    configuration: () => undefined,
    ...{
      dynamodb: notNeeded,
      sns: notNeeded,
      objects: notNeeded,
      secrets: notNeeded,
      lambda: notNeeded,
      cloudWatch: async () => undefined,
      published: notNeeded,
    },
  },
});
