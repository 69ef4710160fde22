// Sends one message to each customs server that is named, and prints the verdicts as JSON. A process of
// its own, because Node reads the certificates that it trusts beside its own once, when it starts.
import type { Authority } from '../../../../functions/authorities/authority.ts';
import { deltaH7Authority } from '../../../../functions/authorities/delta-h7/index.ts';
import { deltaH7Lane } from '../../../../schemas/delta-h7/lane.ts';

const token = { value: 't', obtainedAt: Date.now(), expiresAt: Date.now() + 3_600_000 };
const credentials = { clientId: 'c', clientSecret: 's', username: 'u', password: 'p' };

function verdictAt(url: string): ReturnType<Authority['send']> {
  const lane = deltaH7Lane.parse({
    baseUrl: `${url}/dh7`,
    tokenUrl: `${url}/oauth2/token`,
    credentialsSecret: 'c',
    share: { perSecond: 1, perHour: 1 },
  });
  const customs = deltaH7Authority({
    lane,
    readSecret: async () => ({ value: JSON.stringify(credentials) }),
    tokenStore: {
      // With a token that is there already, the message itself is the first to be sent.
      read: async () => (process.env['HAS_TOKEN'] ? { token } : {}),
      acquire: async () => true,
      write: async () => {},
      fail: async () => {},
    },
  });
  return customs.send({
    message: 'Creation_H7',
    path: '/declarations/creer',
    asks: 0,
    mayHaveArrived: false,
    body: '{}',
  });
}

process.stdout.write(JSON.stringify(await Promise.all(process.argv.slice(2).map(verdictAt))));
