import type { MiddlewareHandler } from 'hono';
import type { ConsoleAnswers } from './console-answers.tsx';
import type { ConsoleOptions } from './console-options.ts';
import { pageFailure } from './failure.ts';
import { sessionCookie, sessionIdIn } from './security/cookie.ts';
import { securityHeaders } from './security/headers.ts';
import { isSameSecret } from './security/one-time-token.ts';
import { foreignRequest } from './security/origin.ts';
import { ownPath } from './security/own-path.ts';
import { ADDRESS_LENGTH, postedForm } from './security/posted-form.ts';
import type { Session, Sessions } from './security/sessions.ts';

/** A request of the console's own pages has a session, and the fields of its form. */
export interface OwnRequest {
  Variables: { session: Session; form: URLSearchParams };
}

/** Turns away what does not come from the console's own pages, and gives every answer the headers that keep it so. */
export function ownRequests({ port }: ConsoleOptions, answers: ConsoleAnswers): MiddlewareHandler<OwnRequest> {
  const { failed, languageFor } = answers;
  return async (c, next) => {
    const { method } = c.req;
    const header = (name: string) => c.req.header(name);
    const request = {
      ...{ method, host: header('host'), origin: header('origin'), fetchSite: header('sec-fetch-site') },
      ...{ fetchMode: header('sec-fetch-mode'), fetchDestination: header('sec-fetch-dest') },
    };
    const hosts = ['127.0.0.1', 'localhost'].map((name) => `${name}:${port()}`);
    if (foreignRequest(request, hosts) || c.req.url.length > ADDRESS_LENGTH)
      c.res = await failed(c.req.raw, pageFailure('foreign', languageFor(c.req.raw)));
    else await next();
    for (const [name, value] of Object.entries(securityHeaders))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  };
}

/** Opens a session by the token; turns away what has none, and forms that were not made in it. */
export function ownSessions(
  { token, port, language }: ConsoleOptions,
  sessions: Sessions,
  { failed, languageFor }: ConsoleAnswers,
): MiddlewareHandler<OwnRequest> {
  return async (c, next) => {
    const given = c.req.query('token');
    const session = sessions.find(sessionIdIn(c.req.header('cookie'), port()));
    if (given !== undefined && c.req.method === 'GET') {
      const opened = token.use(given) ? sessions.open(language) : undefined;
      if (!opened && !session) return failed(c.req.raw, pageFailure('usedToken', languageFor(c.req.raw)));
      const url = new URL(c.req.url);
      url.searchParams.delete('token');
      const headers = new Headers({ location: ownPath(`${url.pathname}${url.search}`) });
      if (opened) headers.set('set-cookie', sessionCookie(port(), opened.id));
      return new Response(null, { status: 303, headers });
    }
    if (!session) return failed(c.req.raw, pageFailure('noSession', languageFor(c.req.raw)));
    c.set('session', session);
    c.set('form', new URLSearchParams());
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const form = await postedForm(c.req.raw);
    if (typeof form === 'string') return failed(c.req.raw, pageFailure(form, languageFor(c.req.raw, session)), session);
    if (!isSameSecret(form.get('anti-forgery') ?? '', session.antiForgery))
      return failed(c.req.raw, pageFailure('antiForgery', languageFor(c.req.raw, session)), session);
    c.set('form', form);
    return next();
  };
}
