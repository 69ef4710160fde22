// Customs at its barest, in a process of its own: gives tokens, answers each message after a while, and
// notes when it came in at the socket. It is compiled and started without any loader.
import { createServer } from 'node:http';

/** A request to the process. */
export type ToCustoms = 'report' | 'count';
/** A message from the process: its port at first, then the answers. */
export interface FromCustoms {
  port?: number;
  count?: number;
  /** The arrival of each message, in milliseconds since the epoch. */
  arrivals?: number[];
  /** The time of the first 500. */
  failedAt?: number;
}

const [delay = '0', failsFrom = 'Infinity'] = process.argv.slice(2);
const arrivals: number[] = [];
let failedAt: number | undefined;
const clock = () => performance.timeOrigin + performance.now();

const server = createServer((request, response) => {
  const at = clock();
  request.resume();
  if (request.url === '/token') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ access_token: 'token', token_type: 'Bearer', expires_in: 86_400 }));
    return;
  }
  arrivals.push(at);
  const fails = arrivals.length >= Number(failsFrom);
  request.once('end', () => {
    setTimeout(() => {
      if (fails) failedAt ??= clock();
      response.statusCode = fails ? 500 : 200;
      response.end('{}');
    }, Number(delay));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) tell({ port: address.port });
});

function tell(message: FromCustoms): void {
  process.send?.(message);
}

process.on('message', (asked: ToCustoms) => {
  if (asked === 'count') tell({ count: arrivals.length });
  else tell({ arrivals, ...(failedAt !== undefined && { failedAt }) });
});
process.on('disconnect', () => process.exit());
