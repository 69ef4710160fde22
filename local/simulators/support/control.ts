import type { ServerResponse } from 'node:http';
import { UnknownMisbehaviour } from './read-command.ts';
import { sendJson } from './send-json.ts';

/** The path at which a person lets a simulator misbehave with curl: `{"kind":"http-500","times":3}`. */
export const CONTROL_PATH = '/__control';

/**
 * Responds to a call of the control endpoint.
 * @param add does what the value says
 * @param pending the misbehaviours that are still to come
 */
export function respondControl(
  response: ServerResponse,
  bytes: Buffer,
  { add, pending }: { add: (value: unknown) => void; pending: () => readonly object[] },
): void {
  try {
    add(JSON.parse(bytes.toString('utf8')));
    sendJson(response, 200, { pending: pending() });
  } catch (error) {
    const description = error instanceof UnknownMisbehaviour ? error.message : 'The body is not JSON';
    sendJson(response, 400, { errorCode: 'CONTROL', errorDescription: description });
  }
}
