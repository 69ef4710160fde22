import type { ServerResponse } from 'node:http';

/** Answers with JSON, or with no body at all where there is none. */
export function sendJson(response: ServerResponse, status: number, body: object | undefined): void {
  // A 204 and a 304 have no body, and must not announce one.
  if (status === 204 || status === 304) return void response.writeHead(status).end();
  if (body === undefined) return void response.writeHead(status, { 'content-length': 0 }).end();
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
