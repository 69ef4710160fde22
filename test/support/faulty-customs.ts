import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeServer, LOOPBACK, listen } from '../../local/listen.ts';
import { callerOf } from './caller.ts';
import { type OutboundFault, outboundFaults } from './outbound-faults.ts';

/** A message on its way to customs. */
export interface SeenCall {
  /** Milliseconds since the epoch. */
  at: number;
  /** The process that called, where it is one of those that were asked about. */
  pid: number | undefined;
  path: string;
  reference: string;
  messageId: string;
  /** The fault that it met, if any. */
  fault: string | undefined;
  /** True if the call reached customs. */
  arrived: boolean;
  /** The status of a whole answer to the caller; none where the caller cannot know what happened. */
  heard: number | undefined;
  /** The time of it. */
  endedAt: number | undefined;
}

export interface FaultyCustoms {
  readonly url: string;
  readonly tokenUrl: string;
  /** Every call of a message, in order. */
  readonly calls: readonly SeenCall[];
  close(): Promise<void>;
}

export interface FaultyCustomsOptions {
  /** The URL of customs' own server. */
  behind: () => string;
  /** The processes that may be callers. */
  pids: () => readonly number[];
  /** Names the fault of the next call, if it is to have one; of a call for a token where there is no message. */
  faultFor: (call: Pick<SeenCall, 'path' | 'reference' | 'messageId'> | undefined) => string | undefined;
}

/** A server in front of customs' own: it records the callers and their calls, and lets calls go wrong. */
export async function startFaultyCustoms({ behind, pids, faultFor }: FaultyCustomsOptions): Promise<FaultyCustoms> {
  const calls: SeenCall[] = [];
  const callers = new WeakMap<Socket, number>();
  /** The connections closed by their callers, not by a fault. */
  const hungUp = new WeakSet<Socket>();

  function pidOf({ socket }: IncomingMessage): number | undefined {
    const known = callers.get(socket) ?? callerOf(socket, pids());
    if (known !== undefined) callers.set(socket, known);
    return known;
  }

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = Date.now();
    const pid = pidOf(request);
    const path = request.url ?? '/';
    const body = await text(request);
    const call = path.includes('/oauth2') ? undefined : { ...namesIn(body), path };
    const fault = faultFor(call);
    const noted: SeenCall | undefined = call && {
      ...{ at, pid, ...call, fault, arrived: false, heard: undefined, endedAt: undefined },
    };
    if (noted) calls.push(noted);
    const pass = async () => {
      if (noted) noted.arrived = true;
      const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>;
      const answer = await fetch(`${behind()}${path}`, { method: 'POST', headers, body });
      return { status: answer.status, body: await answer.text() };
    };
    const act: OutboundFault = (fault && outboundFaults[fault]) || asIs;
    const heard = await act({ response, pass });
    if (!noted) return;
    noted.heard = heard;
    noted.endedAt = Date.now();
    // A caller that hangs up before the answer is complete has heard nothing for sure.
    if (!hungUp.has(request.socket)) await sleep(UNDER_WAY_MS);
    if (hungUp.has(request.socket)) noted.heard = undefined;
  }

  const server = createServer((request, response) => {
    take(request, response).catch(() => request.socket.destroy());
  });
  server.on('connection', (socket: Socket) => {
    const note = () => hungUp.add(socket);
    socket.on('end', note).on('error', note);
  });
  server.keepAliveTimeout = 75_000;
  const port = await listen(server);
  const origin = `http://${LOOPBACK}:${port}`;
  return {
    url: `${origin}/dh7`,
    tokenUrl: `${origin}/oauth2/token`,
    calls,
    close: () => closeServer(server),
  };
}

/** The longest time that an answer takes to its caller on this machine. */
const UNDER_WAY_MS = 100;

const asIs: OutboundFault = async ({ response, pass }) => {
  const { status, body } = await pass();
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  return status;
};

function namesIn(body: string): Pick<SeenCall, 'reference' | 'messageId'> {
  const { header = {} } = JSON.parse(body) as { header?: Record<string, string> };
  return {
    reference: header['operatorRequestReference'] ?? header['lrn'] ?? '',
    messageId: header['messageId'] ?? '',
  };
}
