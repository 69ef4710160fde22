import { isLoopback, urlsOf } from './lane.ts';

/** A part of a host's name by which people tell a system for tests. */
const TEST = /(?:^|[.-])(?:test|playground|sandbox|preprod|staging|qa|uat|demo)\d*(?=[.-]|$)/;

/** The hosts of a lane's URLs, where some are by their names for tests and others are not; else undefined. */
export function mixedHosts(lane: object): { test: string[]; production: string[] } | undefined {
  const hosts = [...new Set(urlsOf(lane).flatMap(([, url]) => (isLoopback(url) ? [] : [url.hostname])))];
  const test = hosts.filter((host) => TEST.test(host));
  const production = hosts.filter((host) => !TEST.test(host));
  return test.length > 0 && production.length > 0 ? { test, production } : undefined;
}
