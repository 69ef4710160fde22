import { tollAuthority } from '../../functions/authorities/toll/index.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import { clientOf, createLedgerTable, startEngine } from '../../test/support/dynamodb.ts';
import { sendOverTime } from '../../test/support/send-over-time.ts';
import { lane, secret, Tolletaten } from '../../test/toll/support/tolletaten.ts';
import { figure } from '../figure.ts';

const HOURS = 24;
/** The time before its expiry at which a token is given up. */
const MARGIN_SECONDS = 30;
const GRANT_SECONDS = 599;
const EXCHANGE_SECONDS = 970;
const SENDS = 10_000;
const INSTANCES = 5;
const TABLE = 'tokens';

const livesOf = (seconds: number) => Math.ceil((HOURS * 3600) / (seconds - MARGIN_SECONDS));
const asked = { requestId: '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11' };
/** The question for a status: one call each. */
const question = {
  message: 'house-consignment',
  path: '',
  asks: 1,
  mayHaveArrived: false,
  body: JSON.stringify(asked),
};

export const grants = figure({
  id: 'grants',
  description: `Grants that Maskinporten sees, and exchanges that Tolletaten sees, while ${INSTANCES} instances make ${SENDS.toLocaleString('en-GB')} calls over ${HOURS} hours, with both tokens in a real table and the hours in virtual time. A token of Maskinporten lives for ${GRANT_SECONDS} s, one of Tolletaten for ${EXCHANGE_SECONDS} s.`,
  goals: {
    grants: { what: 'grants', atMost: livesOf(GRANT_SECONDS) },
    exchanges: { what: 'exchanges', atMost: livesOf(EXCHANGE_SECONDS) },
    accepted: { what: `calls accepted, of ${SENDS.toLocaleString('en-GB')}`, atLeast: SENDS },
  },
  async measure(progress) {
    const standIn = await startEngine('dynalite');
    const client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
    const start = Date.parse('2026-11-22T00:00:00.000Z');
    let clock = start;
    const now = () => clock;
    const tolletaten = new Tolletaten(now);
    Object.assign(tolletaten, { grantSeconds: GRANT_SECONDS, exchangeSeconds: EXCHANGE_SECONDS });
    tolletaten.statuses.set(asked.requestId, { status: 'SUCCESS', ...asked });
    const instance = (_: unknown, n: number) =>
      tollAuthority({
        ...{ lane: lane(), readSecret: async () => ({ value: secret() }), now },
        tokenStore: (name) =>
          dynamoDbTokenStore({ client, tableName: TABLE, authority: 'toll', name, owner: `instance-${n}`, now }),
        fetch: tolletaten.fetch,
      });
    try {
      await createLedgerTable(client, TABLE);
      progress(`calls for ${HOURS} hours of virtual time`);
      const at = (ms: number) => {
        clock = start + ms;
      };
      const run = { message: question, sends: SENDS, seconds: HOURS * 3600, at };
      const accepted = await sendOverTime(Array.from({ length: INSTANCES }, instance), run);
      return {
        values: { grants: tolletaten.grants.length, exchanges: tolletaten.to('/exchange').length, accepted },
        notes: [
          `The goals are 24 h ÷ (life − ${MARGIN_SECONDS} s), rounded up. An exchange takes a valid token of Maskinporten, and nothing else does: there are no more grants than exchanges.`,
        ],
      };
    } finally {
      client.destroy();
      await standIn.close();
    }
  },
});
