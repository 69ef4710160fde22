import { Hono } from 'hono';
import { DeskFault } from '../fault.ts';
import { awsFault } from '../gateway/aws-fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { ConsoleAction } from './action.ts';
import { consoleActions } from './actions.ts';
import { assets } from './assets.ts';
import { defectLine, failureOf, type PageFailure, pageFailure } from './failure.ts';
import { deskText } from './french/desk-text.ts';
import { type Language, languageOf, languages } from './language.ts';
import { FailurePage } from './layout/failure-page.tsx';
import { ConsoleFrame } from './layout/frame.tsx';
import type { Page, Shown } from './page.ts';
import { keyboardPage } from './pages/keyboard.tsx';
import { pages as allPages } from './pages.ts';
import type { GatewayPlace } from './place.ts';
import { gatewayPlace } from './place.ts';
import { sessionCookie, sessionIdIn } from './security/cookie.ts';
import { credentialsMayWrite } from './security/credentials-may-write.ts';
import { securityHeaders } from './security/headers.ts';
import { isSameSecret, type OneTimeToken } from './security/one-time-token.ts';
import { foreignRequest } from './security/origin.ts';
import { ownPath } from './security/own-path.ts';
import { ADDRESS_LENGTH, postedForm } from './security/posted-form.ts';
import { type Session, Sessions, themes } from './security/sessions.ts';
import type { Visit } from './visit.ts';

export interface ConsoleOptions {
  gateway: GatewayConnection;
  token: OneTimeToken;
  /** The port that it is served on. */
  port: () => number;
  /** The language; the browser's where it is not given. */
  language?: Language | undefined;
  /** Nothing may be done; else the credentials decide. */
  isReadOnly: boolean;
  /** The profile of the AWS credentials. */
  profile?: string | undefined;
  /** Takes the lines of defects. */
  log(line: string): void;
  pages?: readonly Page[];
  actions?: readonly ConsoleAction[];
  now?: () => Date;
}

interface Variables {
  session: Session;
  form: URLSearchParams;
}

/** The console as an application: who may ask, for what, and what it answers. It opens no port. */
export function consoleApp(options: ConsoleOptions): Hono<{ Variables: Variables }> {
  const { gateway, token, port, profile, log, actions = consoleActions } = options;
  const others = options.pages ?? allPages;
  const pages = [...others, keyboardPage(others)];
  const { now = () => new Date() } = options;
  const sessions = new Sessions(() => now().getTime());
  const app = new Hono<{ Variables: Variables }>();
  const files = new Map(Object.values(assets).map((asset) => [asset.path, asset]));
  let known: GatewayPlace | undefined;

  /** The place, asked for again until AWS says who asks. */
  async function place(): Promise<GatewayPlace> {
    if (known?.actor == null) known = await gatewayPlace(gateway);
    return known;
  }

  const languageFor = (request: Request, session?: Session) =>
    session?.language ?? options.language ?? languageOf(request.headers.get('accept-language') ?? undefined);

  async function framed(request: Request, session: Session, shown: Shown, status: number): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const { notice } = session;
    // The script that looks again at a page is not the person who reads the notice.
    if (!request.headers.has('declarant-refresh')) session.notice = undefined;
    const document = await (
      <ConsoleFrame
        language={languageFor(request, session)}
        theme={session.theme}
        place={await place()}
        isReadOnly={await readsOnly()}
        pages={pages}
        here={`${pathname}${search}`}
        antiForgery={session.antiForgery}
        notice={notice}
        shown={shown}
      />
    ).toString();
    return new Response(`<!doctype html>${document}`, { status, headers: HTML });
  }

  /** The page of a failure, inside the frame where there is a session. */
  async function failed(request: Request, of: PageFailure, session?: Session): Promise<Response> {
    const language = languageFor(request, session);
    const { pathname, search } = new URL(request.url);
    const here = request.method === 'GET' ? { here: ownPath(`${pathname}${search}`) } : {};
    const isFromElsewhere = /^(cross|same)-site$/.test(request.headers.get('sec-fetch-site') ?? '');
    const content = <FailurePage {...{ failure: of, language, isFromElsewhere, ...here }} />;
    if (session) return framed(request, session, { title: of.title, content }, of.status);
    const document = await (
      <ConsoleFrame language={language} theme="auto" shown={{ title: of.title, content }} />
    ).toString();
    return new Response(`<!doctype html>${document}`, { status: of.status, headers: HTML });
  }

  /** True where nothing may be done: so it was asked for, or the credentials may only read. They are tried once. */
  let tried: Promise<boolean> | undefined;
  async function readsOnly(): Promise<boolean> {
    if (options.isReadOnly) return true;
    tried ??= credentialsMayWrite(gateway.installation);
    return !(await tried);
  }

  async function visitOf(request: Request, session: Session, form: URLSearchParams, parameters = {}): Promise<Visit> {
    const isReadOnly = await readsOnly();
    const may = (action: string) => !isReadOnly && !session.refused.has(action);
    return {
      ...{ gateway, form, parameters, now: now(), place: await place(), language: languageFor(request, session) },
      ...{ url: new URL(request.url), may, antiForgery: session.antiForgery },
    };
  }

  app.use('*', async (c, next) => {
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
  });

  app.get('/assets/*', (c) => {
    const file = files.get(c.req.path);
    if (!file) return failed(c.req.raw, pageFailure('noPage', languageFor(c.req.raw)));
    return new Response(file.content, {
      headers: { 'content-type': file.type, 'cache-control': 'private, max-age=31536000, immutable' },
    });
  });

  app.use('*', async (c, next) => {
    const given = c.req.query('token');
    const session = sessions.find(sessionIdIn(c.req.header('cookie'), port()));
    if (given !== undefined && c.req.method === 'GET') {
      const opened = token.use(given) ? sessions.open(options.language) : undefined;
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
  });

  app.post('/preferences', (c) => {
    const { session, form } = c.var;
    session.language = languages.find((one) => one === form.get('language')) ?? session.language;
    session.theme = themes.find((one) => one === form.get('theme')) ?? session.theme;
    return c.redirect(ownPath(form.get('back')), 303);
  });

  for (const action of actions)
    app.post(`/actions/${action.name}`, async (c) => {
      const { session, form } = c.var;
      const { raw } = c.req;
      const language = languageFor(raw, session);
      if (await readsOnly()) return failed(raw, pageFailure('readOnly', language), session);
      if (session.refused.has(action.name)) return failed(raw, pageFailure('refused', language), session);
      const back = ownPath(form.get('back'));
      try {
        const end = await action.run(await visitOf(raw, session, form));
        if ('content' in end) return framed(raw, session, end, end.status ?? 200);
        session.notice = { kind: 'done', says: end.says };
        return c.redirect(ownPath(end.to ?? null, back), 303);
      } catch (error) {
        const fault = awsFault(error, gateway.title);
        if (!(fault instanceof DeskFault) || fault.code === 'CREDENTIALS') throw error;
        // A refused permission takes its action away, so that nobody tries it over and over.
        if (fault.code === 'ACCESS_DENIED') session.refused.add(action.name);
        const refused = fault.code === 'ACCESS_DENIED' ? `${pageFailure('refused', language).says} ` : '';
        session.notice = { kind: 'failed', says: `${refused}${deskText(fault.message, language)}` };
        return c.redirect(back, 303);
      }
    });
  // An action is done by its form alone, whichever one is asked for.
  app.on(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'], '/actions/:name', async (c) => {
    const answer = await failed(c.req.raw, pageFailure('method', languageFor(c.req.raw, c.var.session)), c.var.session);
    answer.headers.set('allow', 'POST');
    return answer;
  });

  for (const page of pages)
    app.on(page.takesForms ? ['GET', 'POST'] : ['GET'], page.path, async (c) => {
      const { session, form } = c.var;
      const shown = await page.show(await visitOf(c.req.raw, session, form, c.req.param()));
      return shown instanceof Response ? shown : framed(c.req.raw, session, shown, shown.status ?? 200);
    });

  app.notFound((c) => failed(c.req.raw, pageFailure('noPage', languageFor(c.req.raw, c.var.session)), c.var.session));
  app.onError((error, c) => {
    const told = failureOf(error, languageFor(c.req.raw, c.var.session), profile);
    if (told.name === 'defect') log(defectLine(error));
    return failed(c.req.raw, told, c.var.session);
  });
  return app;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
