import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pages } from '../../../desk/console/pages.ts';
import { chromiumPath, startChromium } from '../support/browser.ts';
import { gatewayInMemory, HOSTILE, NOW } from '../support/gateway.ts';
import { keepImages } from '../support/images.ts';
import { lookAt, SHOTS } from '../support/look-at.ts';
import { going, type SeenConsole, seenConsole, violationsOn } from '../support/served.ts';

const chromium = chromiumPath();
/** The pages that are looked at with the samples in them. */
const elsewhere = ['/list', '/groups'];

/** The pages that open without another one, and what else of them there is to see. */
const paths = [
  ...pages.flatMap(({ path: of, navigation }) => (navigation && !elsewhere.includes(of) ? [of] : [])),
  ...['/keyboard', '/doctor?look=now', '/unreadable?text=q-1', '/charts?hours=720'],
];
/** The screenshots that docs/console.md shows. */
const shown = ['work.en.light.1280', 'lanes.fr.light.1280', 'charts.en.dark.1280', 'work.fr.dark.390'];

if (!chromium)
  process.stderr.write(
    'There is no Chromium here: the pages of the console are not tried (apt-get install chromium).\n',
  );

describe.skipIf(!chromium)('the console in Chromium', () => {
  let browser: Browser;
  let seen: SeenConsole;
  let gateway: ReturnType<typeof gatewayInMemory>;

  beforeAll(async () => {
    browser = await startChromium(chromium ?? '');
    gateway = gatewayInMemory();
    seen = await seenConsole(browser, gateway, () => NOW);
  });
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
    keepImages(Object.fromEntries(shown.map((name) => [name, name])));
  });

  it.each(['en', 'fr'] as const)(
    'breaks no rule of accessibility, fits its window and asks nobody else, in %s, light and dark',
    async (language) => {
      await seen.open('/keyboard');
      await seen.prefer({ language });
      await seen.each(paths, async (page, of) => {
        await seen.open(of, page);
        await lookAt(page, of, language);
      });
      expect(seen.problems).toEqual([]);
    },
    480_000,
  );

  it('has the theme that a person chose, whatever the system has', async () => {
    const { page } = seen;
    const ground = () => page.locator('main').evaluate('getComputedStyle(document.documentElement).backgroundColor');
    await page.emulateMedia({ colorScheme: 'light' });
    await seen.open('/keyboard');
    await seen.prefer({ theme: 'dark' });
    expect(await ground()).toBe('rgb(20, 23, 26)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await seen.prefer({ theme: 'light' });
    expect(await ground()).toBe('rgb(246, 247, 248)');
  });

  it('shows as text what somebody else wrote', async () => {
    await seen.open('/unreadable?text=q-1');
    expect(await seen.page.locator('#text code').innerText()).toContain(HOSTILE);
    expect(seen.problems).toEqual([]);
  });

  it('is used by keyboard alone', async () => {
    const { page } = seen;
    await seen.open('/');
    await seen.prefer({ language: 'en' });
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.innerText');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('To the content');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('main');
    await page.keyboard.press('/');
    expect(await focused()).toBe('search');
    // A key that is written is no shortcut.
    await page.keyboard.type('g l?');
    expect(await page.locator('#search').inputValue()).toBe('g l?');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('g');
    await going(page, () => page.keyboard.press('l'));
    expect(new URL(page.url()).pathname).toBe('/lanes');
    await going(page, () => page.keyboard.press('?'));
    expect(new URL(page.url()).pathname).toBe('/keyboard');
  });

  it('[H7-S6] pauses a lane and resumes it with a reason, in both languages, and keeps who did it', async () => {
    const { page } = seen;
    const texts = {
      en: ['Pause', 'delta-h7 is paused.', 'Resume', 'delta-h7 is resumed.'],
      fr: ['Mettre en pause', 'delta-h7 est en pause.', 'Reprendre', 'delta-h7 reprend.'],
    } as const;
    for (const language of ['en', 'fr'] as const) {
      await seen.open('/lanes');
      await seen.prefer({ language });
      const [pause, paused, resume, resumed] = texts[language];
      for (const [button, says] of [
        [pause, paused],
        [resume, resumed],
      ] as const) {
        const lane = page.locator('#delta-h7');
        await lane.locator('summary', { hasText: button }).click();
        await lane.getByRole('button', { name: button }).click();
        // A reason has to be given: the browser says so, and nothing was sent.
        expect(new URL(page.url()).pathname).toBe('/lanes');
        await lane.locator('input[name="reason"]').fill(`announced, ${language}`);
        await going(page, () => lane.getByRole('button', { name: button }).click());
        expect(await page.locator('.notice').innerText()).toContain(says);
      }
    }
    const kept = gateway.done.filter(({ authority }) => authority === 'delta-h7').slice(-4);
    expect(kept.map(({ action, reason, who, result }) => [action, reason, who.split('/').at(-1), result])).toEqual([
      ['pause', 'announced, en', 'anna.martin', 'done'],
      ['resume', 'announced, en', 'anna.martin', 'done'],
      ['pause', 'announced, fr', 'anna.martin', 'done'],
      ['resume', 'announced, fr', 'anna.martin', 'done'],
    ]);
    expect(seen.problems).toEqual([]);
  });

  it('works without its script, as links and forms', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' });
    const cookies = await seen.context.cookies();
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(`${seen.origin}/`);
    await page.getByRole('link', { name: 'Voies' }).first().click();
    await page.locator('#toll summary').click();
    await page.locator('#toll input[name="reason"]').fill('sans script');
    await page.locator('#toll button').click();
    expect(await page.locator('.notice').innerText()).toBe('toll est en pause.');
    await context.close();
  });

  it('makes production unmistakable, and shows nothing to do to who may only read', async () => {
    const { installation } = gateway;
    const prod = { ...gateway, installation: { ...installation, stage: 'prod', dynamodb: installation.sns as never } };
    const other = await seenConsole(browser, prod, () => NOW);
    await other.open('/lanes');
    expect(await other.page.locator('.kind').innerText()).toBe('PRODUCTION');
    expect(
      await other.page
        .locator('header')
        .evaluate(
          (bar) =>
            (globalThis as never as { getComputedStyle(of: unknown): { backgroundColor: string } }).getComputedStyle(
              bar,
            ).backgroundColor,
        ),
    ).toBe('rgb(143, 19, 19)');
    expect(await other.page.locator('form.action').count()).toBe(0);
    expect(await violationsOn(other.page)).toEqual([]);
    await other.page.screenshot({ path: path.join(SHOTS, 'production.png') });
    await other.close();
  });
});
