import { generateKeyPairSync } from 'node:crypto';
import { isObject } from '../../../schemas/json.ts';
import type { SimulatorEntry } from '../simulator-entry.ts';
import { WrongAddress } from '../wrong-address.ts';
import type { Account } from './account.ts';
import { DECLARATIONS_PATH, TOKEN_PATH } from './http/endpoints.ts';
import { startCiel } from './index.ts';
import { FOLDER } from './returns/listing.ts';

/** The time after which operators validate by themselves: long enough that the draft is seen. */
const VALIDATE_AFTER_MS = 3000;

/** The simulated CIEL as `start` uses it: all URLs of the lane lead to one server. */
export const cielSimulator: SimulatorEntry = {
  async start({ lane, credentials, log }) {
    const { hostname, port, pathname, protocol, origin } = new URL(String(lane['declarationsUrl']));
    if (protocol !== 'http:' || hostname !== '127.0.0.1' || port === '' || pathname !== DECLARATIONS_PATH)
      throw new WrongAddress('declarationsUrl', `http://127.0.0.1:PORT${DECLARATIONS_PATH}`);
    if (lane['tokenUrl'] !== `${origin}${TOKEN_PATH}`) throw new WrongAddress('tokenUrl', `${origin}${TOKEN_PATH}`);
    const { returns } = lane;
    if (isObject(returns) && returns['listingUrl'] !== `${origin}${FOLDER}`)
      throw new WrongAddress('returns.listingUrl', `${origin}${FOLDER}`);
    return startCiel({
      ...{ port: Number(port), accounts: [credentials as Account], validateAfterMs: VALIDATE_AFTER_MS, log },
    });
  },
  /** The key is made at each start: no file has to hold one. */
  credentials(kept) {
    const given = kept as Partial<Account>;
    if (given.privateKey?.includes('-----BEGIN')) return given;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...given, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
  },
  hints: ({ url }) => [
    ['npx declarant list --authority ciel', 'every declaration, with its state'],
    [
      `curl -s -d '{"kind":"declare","siren":"300000001","declaration":"FR01300G00042/2026-09"}' ${url}/__control`,
      'an operator declares a month in CIEL itself, and it comes back, too',
    ],
    [`curl -s -d '{"kind":"technical-error"}' ${url}/__control`, 'CIEL fails on the next declaration'],
  ],
};
