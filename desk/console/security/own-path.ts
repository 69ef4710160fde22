/** The path of a page of the console that a form names; the start page in place of anything else. */
export function ownPath(given: string | null, fallback = '/'): string {
  if (!given?.startsWith('/')) return fallback;
  const base = 'http://console.invalid';
  const url = URL.canParse(given, base) ? new URL(given, base) : undefined;
  // Two slashes, or a backslash, lead to another host.
  return url?.origin === base && !/[\\\p{Cc}]/u.test(given) ? `${url.pathname}${url.search}` : fallback;
}
