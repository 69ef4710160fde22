import { clientOf, createLedgerTable, startEngine } from '../../test/support/dynamodb.ts';
import { tokenLives } from '../../test/support/token-lives.ts';
import { figure } from '../figure.ts';

const LIVES = 5;
const LIFE_SECONDS = 3600;
/** The time before its expiry at which a token is given up. */
const MARGIN_SECONDS = 30;
const SENDS = 10_000;
const INSTANCES = 5;

export const tokens = figure({
  id: 'tokens',
  description: `Token requests that customs sees while ${INSTANCES} instances make 10,000 sends over ${LIVES} token lives of an hour, with the shared token in a real table and the hours in virtual time.`,
  goals: {
    requests: { what: 'token requests', atMost: LIVES, atLeast: LIVES },
    accepted: { what: 'sends accepted, of 10,000', atLeast: SENDS },
    inFullHours: { what: 'token requests in five full hours' },
  },
  async measure(progress) {
    const standIn = await startEngine('dynalite');
    const client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
    const during = async (tableName: string, seconds: number) => {
      progress(`sends for ${seconds} s of virtual time`);
      await createLedgerTable(client, tableName);
      const options = { client, tableName, instances: INSTANCES, sends: SENDS, lifeSeconds: LIFE_SECONDS };
      return tokenLives({ ...options, seconds });
    };
    try {
      const lives = await during('lives', LIVES * (LIFE_SECONDS - MARGIN_SECONDS));
      const hours = await during('hours', LIVES * LIFE_SECONDS);
      return {
        values: { requests: lives.tokenRequests, accepted: lives.accepted, inFullHours: hours.tokenRequests },
        notes: [
          `A life ends ${MARGIN_SECONDS} s before the token expires, so that none expires in flight: five full hours begin a sixth life.`,
        ],
      };
    } finally {
      client.destroy();
      await standIn.close();
    }
  },
});
