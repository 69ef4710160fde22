import type { ConsoleOptions } from './console-options.ts';
import type { PageFailure } from './failure.ts';
import { type Language, languageOf } from './language.ts';
import { FailurePage } from './layout/failure-page.tsx';
import { ConsoleFrame } from './layout/frame.tsx';
import type { Page, Shown } from './page.ts';
import { type GatewayPlace, gatewayPlace } from './place.ts';
import { credentialsMayWrite } from './security/credentials-may-write.ts';
import { ownPath } from './security/own-path.ts';
import type { Session } from './security/sessions.ts';
import type { Visit } from './visit.ts';

/** The answers of the console to requests: a page in its frame, or the page of a failure; and what pages and actions get. */
export interface ConsoleAnswers {
  languageFor(request: Request, session?: Session): Language;
  framed(request: Request, session: Session, shown: Shown, status: number): Promise<Response>;
  /** The page of a failure, inside the frame where there is a session. */
  failed(request: Request, of: PageFailure, session?: Session): Promise<Response>;
  visitOf(request: Request, session: Session, form: URLSearchParams, parameters?: Visit['parameters']): Promise<Visit>;
  /** True where nothing may be done: so it was asked for, or the credentials may only read. They are tried once. */
  readsOnly(): Promise<boolean>;
}

/** The answers of a console of this gateway, whose frame leads to these pages. */
export function consoleAnswers(options: ConsoleOptions, pages: readonly Page[], now: () => Date): ConsoleAnswers {
  const { gateway } = options;
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
  return { languageFor, framed, failed, visitOf, readsOnly };
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
