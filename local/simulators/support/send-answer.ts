import type { ServerResponse } from 'node:http';
import type { SimulatedAnswer } from './simulated-answer.ts';

/** Answers with a text under its Content-Type, or with no body at all where the status has none. */
export function sendAnswer(response: ServerResponse, { status, type, body, headers }: SimulatedAnswer): void {
  // A 204 and a 304 have no body, and must not announce one.
  if (status === 204 || status === 304) return void response.writeHead(status).end();
  const given = { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers };
  response.writeHead(status, given).end(body);
}
