import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SimulatorEntry } from '../simulator-entry.ts';

/** The simulated stub notes each notice but those about nothing. */
export const stubSimulator: SimulatorEntry = {
  async start({ lane, credentials }) {
    const url = String(lane['baseUrl']);
    const { key } = credentials as { key: string };
    let entries = 0;
    const server = createServer(async (request, response) => {
      const body = JSON.parse(await text(request)) as { text: string };
      const say = (status: number, answer: object) => response.writeHead(status).end(JSON.stringify(answer));
      if (request.headers.authorization !== `Bearer ${key}`) return say(401, {});
      if (body.text === 'nothing') return say(400, { why: 'nothing is no notice' });
      entries += 1;
      return say(200, { state: 'NOTED', entry: `E-${entries}` });
    });
    await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    return {
      url,
      async close() {
        server.close();
        server.closeAllConnections();
      },
    };
  },
};
