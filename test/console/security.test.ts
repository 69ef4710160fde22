import { describe, expect, it } from 'vitest';
import type { ConsoleAction } from '../../desk/console/action.ts';
import { assets } from '../../desk/console/assets.ts';
import { languageOf } from '../../desk/console/language.ts';
import type { Page } from '../../desk/console/page.ts';
import { gatewayPlace } from '../../desk/console/place.ts';
import { ownPath } from '../../desk/console/security/own-path.ts';
import { FORM_BYTES } from '../../desk/console/security/posted-form.ts';
import { DeskFault } from '../../desk/fault.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { TOY } from '../support/toy/register.ts';
import { consoleInMemory, HOST, PORT } from './support/console.ts';

const SECRET = 'the-text-of-a-message';

/** A page and actions that say how they were reached. */
function counted() {
  const runs: string[] = [];
  const act = (name: string, run: () => Promise<{ says: string; to?: string }>): ConsoleAction => ({
    name,
    async run() {
      runs.push(name);
      return run();
    },
  });
  const denied = Object.assign(new Error('User: arn:aws:iam::1:user/a is not authorized'), {
    name: 'AccessDeniedException',
  });
  const expired = Object.assign(new Error('Token is expired'), { name: 'ExpiredTokenException' });
  const actions = [
    act('touch', async () => ({ says: 'touched <b>it</b>' })),
    act('go', async () => ({ says: 'gone', to: '//elsewhere.example/' })),
    act('refused', () => Promise.reject(denied)),
    act('wrong', () => Promise.reject(new DeskFault('USAGE', 'Say why.'))),
    act('expired', () => Promise.reject(expired)),
  ];
  const page = (path: `/${string}`, show: Page['show']): Page => ({ path, show });
  const pages = [
    page('/', async ({ may, url }) => ({
      title: 'Start',
      content: `${may('refused') ? 'offers' : 'hides'} refused, ${may('touch') ? 'offers' : 'hides'} touch, ${url.search}`,
    })),
    page('/denied', () => Promise.reject(denied)),
    page('/expired', () => Promise.reject(expired)),
    page('/defect', () => Promise.reject(new TypeError(SECRET))),
    page('/filings/:reference', async ({ parameters: { reference } }) => ({
      title: reference ?? '',
      content: reference,
    })),
  ];
  return { runs, options: { actions, pages } };
}

const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>';

describe('a session of the console', () => {
  it('is opened by the token, once, and the token leaves the address', async () => {
    const { token, ask, open } = consoleInMemory(counted().options);
    expect(Buffer.from(token.value, 'base64url').length).toBeGreaterThanOrEqual(16);
    const { answer, get, cookie } = await open();
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/');
    expect(answer.headers.get('set-cookie')).toBe(`${cookie}; Path=/; HttpOnly; SameSite=Strict`);
    expect(cookie).toMatch(new RegExp(`^declarant-${PORT}=[\\w-]{43}$`));
    expect((await get('/')).status).toBe(200);
    // A token that was seen over somebody's shoulder opens nothing.
    const stolen = await ask(`/?token=${token.value}`);
    expect([stolen.status, stolen.headers.get('set-cookie')]).toEqual([401, null]);
    expect(await stolen.text()).toContain('was used before');
    // Whoever has the session and loads the address again is led on.
    expect((await get(`/list?token=${token.value}&status=rejected`)).headers.get('location')).toBe(
      '/list?status=rejected',
    );
    // Also where the path would be another host.
    expect((await get('//evil.example/?token=x')).headers.get('location')).toBe('/');
  });

  it.each([
    ['no token', '/'],
    ['a wrong token', '/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['an empty one', '/?token='],
  ])('is not opened by %s', async (_, path) => {
    const { ask, open, token } = consoleInMemory(counted().options);
    const answer = await ask(path);
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    // A guess does not use the token up.
    expect((await open()).answer.status, token.value).toBe(303);
  });

  it('has a token of its own at each start', () => {
    expect(consoleInMemory().token.value).not.toBe(consoleInMemory().token.value);
  });

  it('is found by its whole cookie alone', async () => {
    const { ask, open } = consoleInMemory(counted().options);
    const { cookie } = await open();
    const [name, id] = cookie.split('=');
    for (const other of [`${name}=`, `${name}=${id}x`, `declarant-1=${id}`, `${cookie}; ${name}=other`, `x=${cookie}`])
      expect((await ask('/', { headers: { cookie: other } })).status, other).toBe(401);
    expect((await ask('/', { headers: { cookie: `a=b; ${cookie}` } })).status).toBe(200);
  });

  it('ends after a working day', async () => {
    let now = new Date('2026-11-30T08:00:00Z');
    const { open } = consoleInMemory({ ...counted().options, now: () => now });
    const { get } = await open();
    now = new Date('2026-11-30T19:59:00Z');
    expect((await get('/')).status).toBe(200);
    now = new Date('2026-11-30T20:01:00Z');
    expect((await get('/')).status).toBe(401);
  });

  it('offers a way on to who follows a link from elsewhere, whose browser keeps the cookie back', async () => {
    const { ask } = consoleInMemory(counted().options);
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    const answer = await ask('/list?status=rejected', { headers });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('href="/list?status=rejected"');
  });
});

describe('a request from elsewhere', () => {
  const own = { host: HOST, 'sec-fetch-site': 'same-origin' };
  it.each<[string, Record<string, string>, number]>([
    ['another host that leads here', { host: `evil.example:${PORT}` }, 403],
    ['the host on another port', { host: '127.0.0.1:1' }, 403],
    ['a host without its port', { host: '127.0.0.1' }, 403],
    ['a foreign script', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, 403],
    [
      'a foreign frame',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      403,
    ],
    [
      'another port of this machine',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' },
      403,
    ],
    ['localhost', { host: `localhost:${PORT}` }, 200],
    ['the person', { 'sec-fetch-site': 'none' }, 200],
  ])('is looked at by where it comes from: %s', async (_, headers, status) => {
    const { get } = await consoleInMemory(counted().options).open();
    expect((await get('/', headers)).status).toBe(status);
  });

  it.each<[string, Record<string, string>, number]>([
    ['its own page', { origin: `http://${HOST}`, ...own }, 303],
    ['its own page, whose browser tells no referrer', { origin: 'null', ...own }, 303],
    ['a foreign origin', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    ['a foreign origin that says nothing else', { origin: 'https://evil.example', 'sec-fetch-site': '' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }, 403],
    ['a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['its own origin by TLS', { origin: `https://${HOST}`, ...own }, 403],
    ['another host that leads here', { host: 'evil.example', origin: 'http://evil.example' }, 403],
  ])('acts only from the console itself: %s', async (_, headers, status) => {
    const { runs, options } = counted();
    const { post } = await consoleInMemory(options).open();
    expect((await post('/actions/touch', {}, headers)).status).toBe(status);
    expect(runs).toEqual(status === 303 ? ['touch'] : []);
  });
});

describe('an action', () => {
  it('is done by its form, once, and told on the page that it came from', async () => {
    const { runs, options } = counted();
    const { post, get } = await consoleInMemory(options).open();
    const answer = await post('/actions/touch', { back: '/?status=rejected' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?status=rejected']);
    expect(runs).toEqual(['touch']);
    // The script that looks again at a page does not take the sentence away from its reader.
    expect(await (await get('/', { 'declarant-refresh': '1' })).text()).toContain('touched &lt;b&gt;it&lt;/b&gt;');
    expect(await (await get('/')).text()).toContain('touched &lt;b&gt;it&lt;/b&gt;');
    expect(await (await get('/')).text()).not.toContain('touched');
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is not done by %s', async (method) => {
    const { runs, options } = counted();
    const { ask, open } = consoleInMemory(options);
    const { cookie, antiForgery } = await open();
    const isRead = method === 'GET' || method === 'HEAD';
    const body = isRead ? {} : { body: new URLSearchParams({ 'anti-forgery': antiForgery }) };
    const answer = await ask('/actions/touch', { method, headers: { cookie, origin: `http://${HOST}` }, ...body });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(runs).toEqual([]);
  });

  it.each([
    ['without the anti-forgery token', { 'anti-forgery': '' }],
    ['with another one', { 'anti-forgery': 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('is not done %s', async (_, fields) => {
    const { runs, options } = counted();
    const { post } = await consoleInMemory(options).open();
    expect((await post('/actions/touch', fields)).status).toBe(403);
    expect((await post('/preferences', { language: 'fr', ...fields })).status).toBe(403);
    expect(runs).toEqual([]);
  });

  it('is not done without a session, nor in a form of another kind', async () => {
    const { runs, options } = counted();
    const { ask, open } = consoleInMemory(options);
    const { cookie, antiForgery } = await open();
    const body = new URLSearchParams({ 'anti-forgery': antiForgery });
    expect((await ask('/actions/touch', { method: 'POST', body })).status).toBe(401);
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
      expect(
        (await ask('/actions/touch', { method: 'POST', body: String(body), headers: { cookie, 'content-type': type } }))
          .status,
      ).toBe(415);
    expect(runs).toEqual([]);
  });

  it('is not done where there is too much', async () => {
    const { runs, options } = counted();
    const { ask, open } = consoleInMemory(options);
    const { post, cookie, antiForgery } = await open();
    expect((await post('/actions/touch', { more: 'x'.repeat(FORM_BYTES) })).status).toBe(413);
    // A length that is not told is counted.
    const body = new Blob([`anti-forgery=${antiForgery}&more=`, 'x'.repeat(FORM_BYTES)]).stream();
    const type = 'application/x-www-form-urlencoded';
    const init = { method: 'POST', body, duplex: 'half', headers: { cookie, 'content-type': type } } as RequestInit & {
      headers: Record<string, string>;
    };
    expect((await ask('/actions/touch', init)).status).toBe(413);
    expect((await ask(`/?${'x'.repeat(9000)}`, { headers: { cookie } })).status).toBe(403);
    expect(runs).toEqual([]);
  });

  it('leads nowhere else', async () => {
    const { options } = counted();
    const { post } = await consoleInMemory(options).open();
    for (const back of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
      '/a\r\nset-cookie: b=c',
    ])
      expect((await post('/actions/touch', { back })).headers.get('location'), back).toBe('/');
    expect((await post('/actions/go', { back: '/list' })).headers.get('location')).toBe('/list');
    expect(ownPath('/list?text=%0d%0a#x')).toBe('/list?text=%0d%0a');
  });

  it('tells wrong use on the page that it came from', async () => {
    const { post, get } = await consoleInMemory(counted().options).open();
    expect((await post('/actions/wrong')).status).toBe(303);
    expect(await (await get('/')).text()).toMatch(/role="alert"[^>]*>Say why\./);
    expect((await post('/actions/unknown')).status).toBe(404);
  });

  it('is taken away for the session where AWS refuses it', async () => {
    const { runs, options } = counted();
    const { post, get } = await consoleInMemory(options).open();
    expect(await (await get('/')).text()).toContain('offers refused');
    await post('/actions/refused');
    const page = await (await get('/')).text();
    expect(page).toContain('hides refused, offers touch');
    expect(page).toContain('Your role may not do this');
    expect((await post('/actions/refused')).status).toBe(403);
    expect(runs).toEqual(['refused']);
  });

  it.each<[string, { isReadOnly: boolean }, GatewayConnection]>([
    ['--read-only', { isReadOnly: true }, connectionOf(TOY)],
    ['credentials that may only read', { isReadOnly: false }, readingGateway('AccessDeniedException')],
  ])('is not offered nor done with %s', async (_, more, gateway) => {
    const { runs, options } = counted();
    const { post, get } = await consoleInMemory({ ...options, ...more }, gateway).open();
    const page = await (await get('/')).text();
    expect(page).toContain('hides touch');
    expect(page).toContain('Read only');
    expect((await post('/actions/touch')).status).toBe(403);
    expect(runs).toEqual([]);
    expect((await post('/preferences', { language: 'fr' })).status).toBe(303);
  });

  it('is offered where the credentials may write', async () => {
    const { get } = await consoleInMemory(counted().options, readingGateway('ConditionalCheckFailedException')).open();
    expect(await (await get('/')).text()).toContain('offers touch');
  });
});

/** A deployed gateway whose table answers a write so. */
function readingGateway(name: string): GatewayConnection {
  const base = connectionOf(TOY);
  const send = () => Promise.reject(Object.assign(new Error('no'), { name }));
  const dynamodb = async () => ({ send }) as never;
  return { ...base, installation: { ...base.installation, isLocal: false, dynamodb } };
}

describe('an answer', () => {
  it('keeps everything from outside, whatever it is', async () => {
    const { ask, open } = consoleInMemory(counted().options);
    const { get, post } = await open();
    const answers = await Promise.all([
      ...[
        get('/'),
        get('/none'),
        get('/denied'),
        get('/defect'),
        get('/actions/touch'),
        ask('/'),
        get('/', { host: 'x' }),
      ],
      ...[post('/actions/touch'), post('/actions/touch', { 'anti-forgery': '' }), get(assets.style.path)],
    ]);
    for (const { headers } of answers) {
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
    for (const { headers } of answers.slice(0, -1)) expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has no scripts, styles or addresses of elsewhere in its pages', async () => {
    const { get } = await consoleInMemory(counted().options).open();
    const page = await (await get('/keyboard')).text();
    expect(page).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style|\sstyle=|\son\w+=|javascript:/);
    expect(page.match(/(?:src|href|action)="[^"]*"/g)?.filter((one) => !/="(\/(?!\/)|#|data:,)/.test(one))).toEqual([]);
  });

  it('escapes whatever somebody else wrote', async () => {
    const { get, post } = await consoleInMemory(counted().options).open();
    for (const path of [
      `/filings/${encodeURIComponent(hostile)}`,
      `/?text=${encodeURIComponent(hostile)}`,
      `/${encodeURIComponent(hostile)}`,
    ]) {
      const page = await (await get(path)).text();
      expect(page, path).not.toContain('<img');
      expect(page, path).not.toContain('<script>');
    }
    const answer = await post('/actions/wrong', { back: `/?x=${hostile}` });
    expect(answer.headers.get('location')).not.toMatch(/[<>"]/);
  });

  it('is an asset by its whole name, and no other file', async () => {
    const { ask } = consoleInMemory();
    expect((await ask(assets.script.path)).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await ask(assets.style.path)).headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/assets/../serve.ts',
      '/assets/%2e%2e/serve.ts',
      '/assets/..%2fserve.ts',
      '/assets/base.css',
      '/assets/',
      '/assets/%00',
    ])
      expect((await ask(path)).status, path).not.toBe(200);
  });

  it('says what to do where AWS takes no credentials, and works again once it does', async () => {
    const { get, post } = await consoleInMemory({ ...counted().options, profile: 'clearance' }).open();
    const page = await get('/expired');
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('aws sso login --profile clearance');
    expect((await post('/actions/expired')).status).toBe(503);
    const denied = await get('/denied');
    expect([denied.status, (await denied.text()).includes('Your role may not read this')]).toEqual([403, true]);
  });

  it('tells nothing of a message, in the page or in the terminal, where the console fails', async () => {
    const { open, logged } = consoleInMemory(counted().options);
    const { get } = await open();
    const page = await get('/defect');
    expect(page.status).toBe(500);
    expect(await page.text()).not.toContain(SECRET);
    expect(logged.join('\n')).toMatch(/^defect: TypeError\n\s+at /);
    expect(logged.join('\n')).not.toContain(SECRET);
  });
});

describe('a page', () => {
  it('is in the language of its reader', async () => {
    expect([
      languageOf('fr-FR,fr;q=0.9,en;q=0.8'),
      languageOf('de,fr;q=0.5'),
      languageOf('de'),
      languageOf(undefined),
    ]).toEqual(['fr', 'fr', 'en', 'en']);
    const { open } = consoleInMemory({ ...counted().options, language: undefined });
    const { get, post } = await open();
    expect(await (await get('/keyboard', { 'accept-language': 'fr' })).text()).toContain('<html lang="fr"');
    await post('/preferences', { language: 'fr', theme: 'dark' });
    expect(await (await get('/keyboard')).text()).toContain('<html lang="fr" data-theme="dark"');
    await post('/preferences', { language: 'xx', theme: 'xx' });
    expect(await (await get('/keyboard')).text()).toContain('<html lang="fr" data-theme="dark"');
  });

  it.each([
    ['prod', false, 'production'],
    ['customs-fr', false, 'production'],
    ['contest', false, 'production'],
    ['prod', true, 'local'],
    ['test', false, 'test'],
    ['fr-preprod', false, 'test'],
    ['staging2', false, 'test'],
  ])('says that the stage %s is for real, unless its name says otherwise', async (stage, isLocal, kind) => {
    const base = connectionOf(TOY);
    const actor = async () => 'arn:aws:sts::111122223333:assumed-role/Clearance/anna';
    const place = await gatewayPlace({ ...base, actor, installation: { ...base.installation, stage, isLocal } });
    expect([place.kind, place.account]).toEqual([kind, isLocal ? null : '111122223333']);
  });

  it('shows the stage, account and region, and production by word and colour', async () => {
    const base = connectionOf(TOY);
    const actor = async () => 'arn:aws:sts::111122223333:assumed-role/Clearance/anna';
    const dynamodb = async () => ({ send: async () => ({}) }) as never;
    const gateway = { ...base, actor, installation: { ...base.installation, stage: 'prod', isLocal: false, dynamodb } };
    const { get } = await consoleInMemory(counted().options, gateway).open();
    const page = await (await get('/')).text();
    for (const part of ['class="bar production"', 'PRODUCTION', 'prod', '111122223333', 'eu-west-3'])
      expect(page).toContain(part);
  });
});
