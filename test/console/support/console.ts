import { consoleApp } from '../../../desk/console/app.ts';
import type { ConsoleOptions } from '../../../desk/console/console-options.ts';
import { oneTimeToken } from '../../../desk/console/security/one-time-token.ts';
import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';
import { connectionOf } from '../../desk/support/connection.ts';
import { TOY } from '../../support/toy/register.ts';

export const PORT = 4711;
export const HOST = `127.0.0.1:${PORT}`;

/** A console without a server, and a browser that has not asked for anything yet. */
export function consoleInMemory(options: Partial<ConsoleOptions> = {}, gateway: GatewayConnection = connectionOf(TOY)) {
  const token = oneTimeToken();
  const logged: string[] = [];
  const app = consoleApp({
    ...{ gateway, token, port: () => PORT, isReadOnly: false, language: 'en', log: (line) => void logged.push(line) },
    ...options,
  });
  const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    app.request(`http://${HOST}${path}`, { ...init, headers: { host: HOST, ...init.headers } });

  /** A session with its cookie and the value that forms post back. */
  async function open() {
    const answer = await ask(`/?token=${token.value}`);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const get = (path: string, headers: Record<string, string> = {}) => ask(path, { headers: { cookie, ...headers } });
    const page = await (await get('/keyboard')).text();
    const antiForgery = /name="anti-forgery" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams({ 'anti-forgery': antiForgery, ...fields }),
        headers: { cookie, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin', ...headers },
      });
    return { answer, cookie, antiForgery, get, post };
  }
  return { token, logged, ask, open };
}
