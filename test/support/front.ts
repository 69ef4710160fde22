import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came, with its answer. */
export interface FrontCall {
  path: string;
  headers: Record<string, string>;
  body: string;
}
export interface FrontAnswer {
  status: number;
  body: string;
}

export interface Front {
  readonly url: string;
  /** Every call that came. */
  readonly calls: readonly FrontCall[];
  /** Every answer that went through. */
  readonly answers: readonly FrontAnswer[];
  /** Answers the next calls whose path or body contains this text itself, one by each of these. */
  answer(text: string, ...next: ((call: FrontCall) => FrontAnswer)[]): void;
  close(): Promise<void>;
}

/** A server in front of customs' own, which may answer in ways in which that one never does. */
export async function startFront(behind: () => string): Promise<Front> {
  const queued: { text: string; answer(call: FrontCall): FrontAnswer }[] = [];
  const take = ({ path, body }: FrontCall) => {
    const place = queued.findIndex(({ text }) => path.includes(text) || body.includes(text));
    return place < 0 ? undefined : queued.splice(place, 1)[0];
  };
  const calls: FrontCall[] = [];
  const answers: FrontAnswer[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { 'content-length': _, host: __, connection: ___, ...headers } = request.headers as Record<string, string>;
    const call = { path: request.url ?? '/', headers, body: Buffer.concat(parts).toString() };
    calls.push(call);
    const answer = take(call)?.answer(call) ?? (await passOn(call, behind()));
    answers.push(answer);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answers,
    answer: (text, ...next) => void queued.push(...next.map((answer) => ({ text, answer }))),
    close: () => ended(server),
  };
}

async function passOn({ path, headers, body }: FrontCall, origin: string): Promise<FrontAnswer> {
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
}

function ended(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
