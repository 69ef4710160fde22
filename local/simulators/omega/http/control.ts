import { CONTROL_PATH, respondControl } from '../../support/control.ts';
import { sendJson } from '../../support/send-json.ts';
import type { Respond } from '../../support/serve.ts';
import type { KeptRequest } from '../register/requests.ts';

/** The path of OMEGA's list of requests, as a person sees it in the portal. */
export const REQUESTS_PATH = '/requests';

export interface ControlParts {
  command: (value: unknown) => void;
  pending: () => readonly object[];
  requests: () => readonly KeptRequest[];
}

/** Responds at the control port, which is plain HTTP: curl needs no certificate there. */
export function controlOf({ command, pending, requests }: ControlParts): Respond {
  return (request, response, bytes = Buffer.alloc(0)) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method === 'POST' && pathname === CONTROL_PATH)
      respondControl(response, bytes, { add: command, pending });
    else if (request.method === 'GET' && pathname === REQUESTS_PATH) sendJson(response, 200, { requests: requests() });
    else
      sendJson(response, 404, { errorCode: 'CONTROL', errorDescription: `POST ${CONTROL_PATH}, GET ${REQUESTS_PATH}` });
  };
}
