import { generateKeyPairSync } from 'node:crypto';
import type { SimulatorEntry } from '../simulator-entry.ts';
import { WrongAddress } from '../wrong-address.ts';
import type { Account } from './account.ts';
import { EXCHANGE_PATH, TOKEN_PATH } from './http/endpoints.ts';
import { startTolletaten } from './index.ts';

/** A request id that no sample has. */
const ANOTHER = '5d0c5b5e-6f0e-4a53-9f0e-2a3f4c1b7d90';

/** The simulated Maskinporten and Tolletaten as `start` uses them: all URLs of the lane lead to one server. */
export const tollSimulator: SimulatorEntry = {
  async start({ lane, credentials, log }) {
    const { hostname, port, pathname, protocol, origin } = new URL(String(lane['baseUrl']));
    if (protocol !== 'http:' || hostname !== '127.0.0.1' || port === '' || pathname !== '/')
      throw new WrongAddress('baseUrl', 'http://127.0.0.1:PORT');
    for (const [key, path] of Object.entries({ tokenUrl: TOKEN_PATH, exchangeUrl: EXCHANGE_PATH, audience: '/' })) {
      if (lane[key] !== `${origin}${path}`) throw new WrongAddress(key, `${origin}${path}`);
    }
    return startTolletaten({ port: Number(port), accounts: [credentials as Account], log });
  },
  /** The key is made at each start: no file has to hold one. */
  credentials(kept) {
    const given = kept as Partial<Account>;
    if (given.privateKey?.includes('-----BEGIN')) return given;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...given, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
  },
  hints: ({ url, file }) => [
    [`npx declarant submit ${file} --reference ${ANOTHER} --wait`, 'present a sample again, under another request id'],
    ['npx declarant show N740:HC002', 'everything known of a consignment under control'],
    [
      `curl -s -d '{"kind":"route","document":"N740:HC002","routing":"TO_ENTRY"}' ${url}/__control`,
      'Tolletaten lets it enter',
    ],
  ],
};
