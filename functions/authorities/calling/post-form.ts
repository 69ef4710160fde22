/** Posts a form to a token endpoint; redirects are not followed, since the token would go with them. */
export function postForm(
  url: string,
  form: Record<string, string>,
  { fetch, timeoutMs }: { fetch: typeof globalThis.fetch; timeoutMs: number },
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: new URLSearchParams(form).toString(),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
}
