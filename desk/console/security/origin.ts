/** The parts of a request by which a browser says where it comes from. */
export interface RequestOrigin {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  fetchMode: string | undefined;
  fetchDestination: string | undefined;
}

/** The reason why a request is not answered. */
export type ForeignRequest = 'host' | 'origin';

/**
 * Looks where a request comes from.
 *
 * Another name for 127.0.0.1 is how a page of the internet would reach the console (DNS rebinding): only its own names
 * are taken. A form is taken from the console's own pages alone. Another port of this machine is the same site to a
 * browser, and another origin to the console. A browser that keeps referrers to itself sends the origin `null`; what it
 * says in `Sec-Fetch-Site` is its word then. Who sends neither is no browser, and has no session that a page could abuse.
 */
export function foreignRequest(request: RequestOrigin, ownHosts: readonly string[]): ForeignRequest | undefined {
  const { method, host, origin, fetchSite } = request;
  if (host === undefined || !ownHosts.includes(host.toLowerCase())) return 'host';
  if (method === 'GET' || method === 'HEAD')
    return fetchSite === undefined || isOwn(fetchSite) || isNavigation(request) ? undefined : 'origin';
  if (fetchSite !== undefined && !isOwn(fetchSite)) return 'origin';
  if (origin === undefined || origin === `http://${host.toLowerCase()}`) return undefined;
  return origin === 'null' && fetchSite === 'same-origin' ? undefined : 'origin';
}

const isOwn = (site: string) => site === 'same-origin' || site === 'none';

/** Following a link from elsewhere: the page that comes shows nothing, since the cookie does not come with it. */
const isNavigation = ({ fetchMode, fetchDestination }: RequestOrigin) =>
  fetchMode === 'navigate' && fetchDestination === 'document';
