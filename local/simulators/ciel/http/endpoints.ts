import { FOLDER } from '../returns/listing.ts';

export const TOKEN_PATH = '/authtoken/oauth2/v1/token';
export const PING_PATH = '/authtoken/oauth2/v1/ping';
export const DECLARATIONS_PATH = '/cielinterpro/ws/1.0/declarations';

/** The endpoints whose answers can be spoilt. */
export const ENDPOINTS = ['declarations', 'token', 'ping', 'listing', 'file'] as const;
export type EndpointName = (typeof ENDPOINTS)[number];

/** The endpoint at a path, whatever the method. */
export function endpointAt(path: string): EndpointName | undefined {
  if (path === TOKEN_PATH) return 'token';
  if (path === PING_PATH) return 'ping';
  if (path === DECLARATIONS_PATH) return 'declarations';
  if (!path.startsWith(`${FOLDER}/`)) return undefined;
  return /^\/[0-9/]+$/.test(path.slice(FOLDER.length)) ? 'listing' : 'file';
}
