import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { closeServer, LOOPBACK, listen } from '../../../local/listen.ts';
import { paths } from '../../../schemas/toll/paths.ts';
import { signal } from '../../../test/toll/support/tolletaten.ts';

const PAGE = 1000;
const ROUTINGS = ['TO_CONTROL', 'ENTRY_PENDING', 'TO_ENTRY'];
/** The life of a token in seconds: as long as no figure takes. */
const LIFE = 86_400;

/** Tolletaten and Maskinporten at their barest: they give tokens, take each presentation, and know its result at once. */
export interface BareTolletaten {
  url: string;
  /** The ids of the requests that came. */
  readonly presented: ReadonlySet<string>;
  /** Adds signals to the feed. */
  add(count: number): void;
  /** True once the feed was read to its end since signals were added. */
  isRead(): boolean;
  close(): Promise<void>;
}

/** @param signals the number of signals in the feed at first; may be endless */
export async function startBareTolletaten(signals = 0): Promise<BareTolletaten> {
  const presented = new Set<string>();
  let [count, isRead] = [signals, false];

  async function answerTo({ method, url = '', ...request }: Asked): Promise<[status: number, body?: unknown]> {
    const { pathname, searchParams } = new URL(url, `http://${LOOPBACK}`);
    if (pathname === '/token') return [200, { access_token: 'token', token_type: 'Bearer', expires_in: LIFE }];
    if (pathname === paths.routing) {
      const page = pageAfter(searchParams.get('marker'), count);
      isRead = page.length === 0;
      return [200, page];
    }
    if (method === 'GET') {
      const requestId = String(searchParams.get('requestId'));
      return presented.has(requestId) ? [200, { status: 'SUCCESS', requestId }] : [404];
    }
    presented.add(JSON.parse(await request.body()).requestId);
    return [202];
  }

  const server = createServer(async (request, response) => {
    const { method, url } = request;
    const [status, body] = await answerTo({ method, url, body: () => text(request) });
    // A body that nobody reads would keep its connection.
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body && JSON.stringify(body));
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return {
    ...{ url: `http://${LOOPBACK}:${port}`, presented },
    add(more) {
      [count, isRead] = [count + more, false];
    },
    isRead: () => isRead,
    close: () => closeServer(server),
  };
}

type Asked = Pick<IncomingMessage, 'method' | 'url'> & { body: () => Promise<string> };

/** The signals after a marker, whose digits say which one it is of. */
function pageAfter(marker: string | null, count: number): object[] {
  const first = marker === null ? 1 : Number(marker.slice(-12)) + 1;
  return Array.from({ length: Math.min(PAGE, count - first + 1) }, (_, n) => signalAt(first + n));
}

/** A signal of a consignment that has three of them within a few hundred. */
function signalAt(n: number): object {
  const consignment = Math.floor(n / 300) * 100 + (n % 100);
  return {
    ...signal(n, ROUTINGS[Math.floor((n % 300) / 100)] as string, {
      referenceNumber: `HC${consignment}`,
      type: 'N740',
    }),
    receptacleId: null,
    estimatedTimeOfArrival: '2026-11-22T13:00:00Z',
    scheduledTimeOfArrival: null,
    activeBorderTransportMeans: { identificationNumber: 'JARU0000010', typeOfIdentification: '30' },
  };
}
