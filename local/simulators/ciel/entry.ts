import type { SimulatorEntry } from '../simulator-entry.ts';
import { serve } from '../support/serve.ts';
import { WrongAddress } from '../wrong-address.ts';

/** The simulated CIEL as `start` uses it: all URLs of the lane lead to one server. */
export const cielSimulator: SimulatorEntry = {
  async start({ lane }) {
    const { hostname, port, protocol, origin } = new URL(String(lane['declarationsUrl']));
    if (protocol !== 'http:' || hostname !== '127.0.0.1' || port === '')
      throw new WrongAddress('declarationsUrl', 'http://127.0.0.1:PORT/…');
    const server = await serve(Number(port), (_, response) => void response.writeHead(404).end());
    return { url: origin, close: server.close };
  },
};
