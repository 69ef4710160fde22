import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../desk/gateway/connect.ts';
import { closeServer, listen } from '../../../local/listen.ts';
import { configure, root } from '../../desk/support/cli.ts';
import { chromiumPath, startChromium } from '../support/browser.ts';
import { overflowOf, type SeenConsole, seenConsole, violationsOn } from '../support/served.ts';

const chromium = chromiumPath();
const MOST_CLICKS = 5;

/** The samples that do not go through, each with the place of its error and what is sent there, in words. */
const stuck = [
  { reference: 'FR26-OVER-0001', says: { en: 'items', fr: 'articles' }, value: undefined },
  {
    reference: 'FR26-FAULT-0001',
    says: { en: 'item 1 › commodity code', fr: 'article 1 › code marchandise' },
    value: '6109',
  },
  { reference: 'FR26-OVER-0002', says: { en: 'items', fr: 'articles' }, value: undefined },
  {
    reference: 'FR26-IOSS-0008',
    says: { en: 'additional fiscal references', fr: 'références fiscales' },
    value: undefined,
  },
  {
    reference: 'FR26-AGREE-0001',
    says: { en: 'clearance agreement', fr: 'convention de dédouanement' },
    value: 'Z234567',
  },
  {
    reference: 'FR26-WINE-0001',
    says: { en: 'item 1 › commodity code', fr: 'article 1 › code marchandise' },
    value: undefined,
  },
  { reference: 'FR26-REQ-0004', says: { en: '150 euros', fr: '150 euros' }, value: undefined },
] as const;

/** The gateway with its simulated customs and all samples, in a folder of its own. */
async function startSamples(cwd: string): Promise<ChildProcess> {
  const server = createServer();
  const port = await listen(server);
  await closeServer(server);
  configure(cwd, port);
  const argv = ['start', '--config', 'config.json', '--secrets', 'secrets.json'];
  const child = spawn(process.execPath, [path.join(root, 'bin/declarant.mjs'), ...argv], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let text = '';
    const look = (part: Buffer) => {
      text += String(part);
      if (text.includes('Ctrl-C ends it')) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${text}`)));
  });
  return child;
}

describe.skipIf(!chromium)('a clerk at the console of a gateway with all samples', () => {
  let cwd: string;
  let child: ChildProcess;
  let browser: Browser;
  let seen: SeenConsole;
  let clicks = 0;

  const click = async (what: ReturnType<SeenConsole['page']['locator']>) => {
    clicks += 1;
    await what.click();
    await seen.page.waitForLoadState();
  };
  const main = async () => (await seen.page.locator('main').innerText()).replace(/\s+/g, ' ');

  beforeAll(async () => {
    cwd = mkdtempSync(path.join(tmpdir(), 'stuck-'));
    [child, browser] = await Promise.all([startSamples(cwd), startChromium(chromium ?? '')]);
    seen = await seenConsole(browser, connect({}, cwd, []));
    await seen.page.setViewportSize({ width: 1280, height: 800 });
  }, 240_000);
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    if (child?.kill('SIGINT')) await ended;
    rmSync(cwd, { recursive: true, force: true });
  });

  describe.each(['en', 'fr'] as const)('in %s', (language) => {
    it.each(stuck)(
      '[H7-Efunc] finds out from the start page in at most five clicks why $reference is stuck',
      async ({ reference, says, value }) => {
        await seen.open('/');
        await seen.prefer({ language });
        clicks = 0;
        const failed = language === 'en' ? 'What failed' : 'Échecs';
        await click(seen.page.getByRole('link', { name: failed, exact: true }).first());
        const example = seen.page.getByRole('link', { name: reference, exact: true }).first();
        if (!(await example.isVisible())) {
          await click(
            seen.page.getByRole('link', { name: language === 'en' ? 'Filings' : 'Dossiers', exact: true }).first(),
          );
        }
        await click(seen.page.getByRole('link', { name: reference, exact: true }).first());
        expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
        expect(await main()).toContain(says[language]);
        if (value !== undefined) expect(await seen.page.locator('ol.errors mark').first().innerText()).toBe(value);
      },
    );

    it('finds a filing by its reference in the box above every page', async () => {
      await seen.open('/');
      await seen.prefer({ language });
      await seen.page.fill('#search', 'FR26-WINE-0001');
      await seen.page.keyboard.press('Enter');
      await seen.page.waitForURL('**/filings/delta-h7/declaration/FR26-WINE-0001');
      await seen.open('/search');
      await seen.page.fill('#references', 'FR26-WINE-0001, FR26-NOPE\nFR26-AGREE-0001');
      await seen.page.locator('form[action="/search"] button.first').click();
      expect(await main()).toContain('FR26-NOPE');
      expect(await seen.page.locator('table.data tbody tr').count()).toBe(2);
    });
  });

  it.each(['light', 'dark'] as const)(
    'breaks no rule of accessibility and fits its window on the pages of a filing, %s',
    async (theme) => {
      await seen.open('/');
      await seen.prefer({ language: 'fr', theme });
      const filing = '/filings/delta-h7/declaration/FR26-FAULT-0001';
      for (const of of [
        filing,
        `${filing}?messages=shown`,
        `${filing}/correct`,
        '/replay?status=rejected',
        '/list',
        '/groups',
      ]) {
        await seen.open(of);
        for (const width of [1280, 390]) {
          await seen.page.setViewportSize({ width, height: 844 });
          expect(await overflowOf(seen.page), `${of} ${width}`).toBe(0);
          expect(await violationsOn(seen.page), `${of} ${width}`).toEqual([]);
        }
      }
      await seen.page.setViewportSize({ width: 1280, height: 800 });
    },
    120_000,
  );

  it('reads an error at its value, corrects it, and sees it released', async () => {
    const { page } = seen;
    await seen.open('/');
    await seen.prefer({ language: 'en', theme: 'light' });
    await seen.open('/filings/delta-h7/declaration/FR26-AGREE-0001');
    expect(await page.locator('ol.errors mark').innerText()).toBe('Z234567');
    await page.getByRole('link', { name: 'Correct and submit again' }).click();
    const number = page.getByLabel('Number of the clearance agreement');
    await number.fill('');
    // The check follows what is typed in.
    await page.locator('.field.faulty').waitFor();
    await number.fill('A234567');
    await page.locator('.field.faulty').waitFor({ state: 'detached' });
    expect(await main()).toContain('Z234567 A234567');
    await page.fill('input[name="reason"]', 'the number was mistyped');
    await page.locator('button[formaction="/actions/correct"]').click();
    await page.waitForURL('**/answer?of=*');
    await expect.poll(main, { timeout: 60_000 }).toContain('answered: released.');
    await seen.open('/actions');
    expect(await main()).toContain('the number was mistyped');
  }, 120_000);

  it('replays a group with a change to all of it, after a look at what that would do', async () => {
    const { page } = seen;
    await seen.open('/');
    await seen.prefer({ language: 'fr' });
    await seen.open('/replay?code=H7_NAT_004&status=rejected');
    expect(await main()).toContain('1 dossier repart.');
    await page.fill('#changes', '/declaration/items/0/commodityCode=610910');
    await page.getByRole('button', { name: 'Revoir' }).click();
    expect(await main()).toContain('610910');
    await page.fill('input[name="reason"]', 'ce ne sont pas des alcools');
    await page.locator('button[formaction="/actions/replay"]').last().click();
    await page.waitForURL('**/replays/*');
    await expect.poll(main, { timeout: 30_000 }).toContain('terminé');
    // A replay is found again from the page of replays.
    await seen.open('/replay');
    expect(await main()).toContain('ce ne sont pas des alcools');
    await seen.open('/filings/delta-h7/declaration/FR26-WINE-0001');
    const reloaded = async () => {
      await page.reload();
      return main();
    };
    await expect.poll(reloaded, { timeout: 60_000 }).toContain('mainlevée accordée');
    expect(seen.problems).toEqual([]);
  }, 120_000);
});
