import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpAnswer } from './answer.ts';

/**
 * Answers what Node would answer by itself, or not at all: what is not HTTP, has too long a header
 * or asks for a tunnel. AWS's front has one plain answer for all of it.
 */
export function answerMalformed(server: Server, answer: () => HttpAnswer | undefined): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else end(socket, answer());
  });
  server.on('connect', (_, socket) => end(socket, answer()));
}

function end(socket: Duplex, answer: HttpAnswer | undefined): void {
  // The caller may be gone before it heard the answer.
  socket.on('error', () => {});
  if (!answer) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = answer;
  const lines = [...headers, ['Content-Length', String(body.length)], ['Connection', 'close']].map((header) =>
    header.join(': '),
  );
  socket.end(Buffer.concat([Buffer.from([`HTTP/1.1 ${status} `, ...lines, '', ''].join('\r\n')), body]));
}
