import type { Hono } from 'hono';
import { DeskFault } from '../fault.ts';
import { awsFault } from '../gateway/aws-fault.ts';
import type { ConsoleAction } from './action.ts';
import type { ConsoleAnswers } from './console-answers.tsx';
import { pageFailure } from './failure.ts';
import { deskText } from './french/desk-text.ts';
import type { OwnRequest } from './own-requests.ts';
import { ownPath } from './security/own-path.ts';

/** Lets each action be done by its form, and by nothing else. */
export function addActions(
  app: Hono<OwnRequest>,
  actions: readonly ConsoleAction[],
  { languageFor, readsOnly, failed, framed, visitOf }: ConsoleAnswers,
  gateway: string,
): void {
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
        const fault = awsFault(error, gateway);
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
}
