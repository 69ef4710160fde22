import { createServer } from 'node:https';
import type { SimulatorEntry } from '../simulator-entry.ts';

/** The simulated OMEGA as `start` uses it. */
export const omegaSimulator: SimulatorEntry = {
  async start({ lane }) {
    const { origin, port } = new URL(String(lane['verifyUrl']));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
    return {
      url: origin,
      async close() {
        server.close();
        server.closeAllConnections();
      },
    };
  },
};
