import type { SimulatorEntry } from '../simulator-entry.ts';
import { WrongAddress } from '../wrong-address.ts';
import { startDeltaH7 } from './index.ts';
import type { Account } from './token/token-endpoint.ts';

/** The simulated customs as `start` uses it. */
export const deltaH7Simulator: SimulatorEntry = {
  async start({ lane, files, credentials, callbackUrl, callbackToken, log }) {
    const { hostname, port, pathname, protocol, origin } = new URL(String(lane['baseUrl']));
    if (protocol !== 'http:' || hostname !== '127.0.0.1' || port === '')
      throw new WrongAddress('baseUrl', 'http://127.0.0.1:PORT/dh7');
    const basePath = pathname.replace(/\/+$/, '');
    const accounts = [credentials as Account];
    const operator = { callbackUrl, callbackToken, accounts };
    const simulator = await startDeltaH7({
      port: Number(port),
      basePath,
      ...operator,
      dictionary: files?.['dictionary'],
      log,
    });
    if (simulator.tokenUrl === lane['tokenUrl']) return simulator;
    await simulator.close();
    throw new WrongAddress('tokenUrl', `${origin}${new URL(simulator.tokenUrl).pathname}`);
  },
  hints: ({ url, file }) => [
    [`npx declarant submit ${file} --lrn MY-LRN-0001 --wait`, 'file a sample under an LRN of your own'],
    ['npx declarant show MY-LRN-0001', 'everything known of it'],
    [
      `curl -s -d '{"kind":"technical-error"}' ${new URL(url).origin}/__control`,
      'customs fails on the next declaration',
    ],
  ],
};
