import { Hono } from 'hono';
import { addActions } from './action-routes.ts';
import { consoleActions } from './actions.ts';
import { assets } from './assets.ts';
import { consoleAnswers } from './console-answers.tsx';
import type { ConsoleOptions } from './console-options.ts';
import { defectLine, failureOf, pageFailure } from './failure.ts';
import { languages } from './language.ts';
import { type OwnRequest, ownRequests, ownSessions } from './own-requests.ts';
import { keyboardPage } from './pages/keyboard.tsx';
import { pages as allPages } from './pages.ts';
import { ownPath } from './security/own-path.ts';
import { Sessions, themes } from './security/sessions.ts';

/** The console as an application: who may ask, for what, and what it answers. It opens no port. */
export function consoleApp(options: ConsoleOptions): Hono<OwnRequest> {
  const { gateway, profile, log, actions = consoleActions, now = () => new Date() } = options;
  const others = options.pages ?? allPages;
  const pages = [...others, keyboardPage(others)];
  const answers = consoleAnswers(options, pages, now);
  const { failed, framed, languageFor, visitOf } = answers;
  const files = new Map(Object.values(assets).map((asset) => [asset.path, asset]));
  const app = new Hono<OwnRequest>();

  app.use('*', ownRequests(options, answers));
  app.get('/assets/*', (c) => {
    const file = files.get(c.req.path);
    if (!file) return failed(c.req.raw, pageFailure('noPage', languageFor(c.req.raw)));
    return new Response(file.content, {
      headers: { 'content-type': file.type, 'cache-control': 'private, max-age=31536000, immutable' },
    });
  });
  app.use('*', ownSessions(options, new Sessions(() => now().getTime()), answers));
  app.post('/preferences', (c) => {
    const { session, form } = c.var;
    session.language = languages.find((one) => one === form.get('language')) ?? session.language;
    session.theme = themes.find((one) => one === form.get('theme')) ?? session.theme;
    return c.redirect(ownPath(form.get('back')), 303);
  });
  addActions(app, actions, answers, gateway.title);

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
