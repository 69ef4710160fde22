import { outboundMessages } from '../../../../schemas/catalogue.ts';
import type { EndpointName } from '../misbehaviour.ts';

export const TOKEN_PATH = '/token';
export const EXCHANGE_PATH = '/api/access/external/oauth/token';
const STATUS_PATH = '/api/movement/presentation/v1/validation-status';
const ROUTING_PATH = '/api/movement/routing/v1/house-consignment';

/** An endpoint that a call reached. */
export interface Endpoint {
  name: EndpointName;
  /** The message that is presented there. */
  message?: string;
  /** The request in the path of a status. */
  requestId?: string;
}

const presentations = new Map(outboundMessages('toll').map(({ path, message }) => [path, message]));

/** The endpoint at a path, called by this method. */
export function endpointAt(method: string | undefined, path: string): Endpoint | undefined {
  if (method === 'GET') {
    if (path === ROUTING_PATH) return { name: 'routing' };
    if (path === STATUS_PATH) return { name: 'validation-status' };
    const [, requestId] = path.startsWith(`${STATUS_PATH}/`) ? path.split(`${STATUS_PATH}/`) : [];
    return requestId ? { name: 'validation-status', requestId } : undefined;
  }
  if (method !== 'POST') return undefined;
  if (path === TOKEN_PATH) return { name: 'token' };
  if (path === EXCHANGE_PATH) return { name: 'exchange' };
  const message = presentations.get(path);
  return message === undefined ? undefined : { name: 'presentation', message };
}
