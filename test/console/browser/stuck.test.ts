import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '../../../desk/console/language.ts';
import { replayWords } from '../../../desk/console/words/replay.ts';
import { connect } from '../../../desk/gateway/connect.ts';
import { chromiumPath, startChromium } from '../support/browser.ts';
import { overflowOf, type SeenConsole, seenConsole, violationsOn } from '../support/served.ts';
import { startSamples } from '../support/start-samples.ts';
import { type StuckSample, stuckSamples } from '../support/stuck-samples.ts';

const chromium = chromiumPath();
const MOST_CLICKS = 5;

/** The way to a sample, as a clerk walked it. */
interface Walk {
  clicks: number;
  text: string;
  value: string | undefined;
}

const texts = { en: { failed: 'What failed' }, fr: { failed: 'Échecs' } } as const;
const textOf = async (page: Page) => (await page.locator('main').innerText()).replace(/\s+/g, ' ');

/** Walks from the start page to the page of a sample. */
async function walk(page: Page, origin: string, { reference, count }: StuckSample, language: Language): Promise<Walk> {
  let clicks = 0;
  const click = async (what: Locator) => {
    clicks += 1;
    await what.first().click();
    await page.waitForLoadState();
  };
  await page.goto(`${origin}/`);
  if (count) await click(page.locator('.tiles a', { has: page.getByText(count[language], { exact: true }) }));
  else await click(page.getByRole('link', { name: texts[language].failed, exact: true }));
  await click(page.getByRole('link', { name: reference, exact: true }));
  await page.waitForURL(`**/${encodeURIComponent(reference)}`);
  const mark = page.locator('ol.errors mark').first();
  return { clicks, text: await textOf(page), value: (await mark.count()) > 0 ? await mark.innerText() : undefined };
}

/** Walks to all samples in a language, some at once. */
async function walkAll({ context, origin }: SeenConsole, language: Language): Promise<ReadonlyMap<string, Walk>> {
  const walks = new Map<string, Walk>();
  const left = [...stuckSamples];
  const walker = async () => {
    const page = await context.newPage();
    for (let sample = left.shift(); sample; sample = left.shift())
      walks.set(sample.reference, await walk(page, origin, sample, language));
    await page.close();
  };
  await Promise.all([walker(), walker(), walker()]);
  return walks;
}

describe.skipIf(!chromium)('a clerk at the console of a gateway with the samples of all lanes', () => {
  let cwd: string;
  let child: ChildProcess;
  let browser: Browser;
  let seen: SeenConsole;
  const main = () => textOf(seen.page);
  const reloaded = async () => {
    await seen.page.reload();
    return main();
  };

  beforeAll(async () => {
    cwd = mkdtempSync(path.join(tmpdir(), 'stuck-'));
    [child, browser] = await Promise.all([startSamples(cwd), startChromium(chromium ?? '')]);
    seen = await seenConsole(browser, connect({}, cwd, []));
    await seen.page.setViewportSize({ width: 1280, height: 800 });
  }, 400_000);
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    if (child?.kill('SIGINT')) await ended;
    rmSync(cwd, { recursive: true, force: true });
  });

  describe.each(languages)('in %s', (language) => {
    let walks: ReadonlyMap<string, Walk>;
    beforeAll(async () => {
      await seen.open('/');
      await seen.prefer({ language });
      walks = await walkAll(seen, language);
    }, 240_000);

    it.each(stuckSamples.map((sample) => [sample.clause, sample.clicks, sample.reference, sample] as const))(
      '[%s] finds out from the start page in %d clicks why %s is stuck',
      (_, most, reference, sample) => {
        const { clicks, text, value } = walks.get(reference) as Walk;
        expect(clicks).toBe(most);
        expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
        expect(text).toContain(sample.says[language]);
        if (sample.value !== undefined) expect(value).toBe(sample.value);
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
    await expect.poll(reloaded, { timeout: 60_000 }).toContain('mainlevée accordée');
    expect(seen.problems).toEqual([]);
  }, 120_000);

  it.each([
    { language: 'en', reference: 'TJDC-0015', finding: 'not-created', says: 'It is not there, as a person found' },
    { language: 'fr', reference: 'TJDC-0014', finding: 'created', says: 'OMEGA a répondu : enregistrée.' },
  ] as const)(
    '[OM-4] settles $reference by what a person found, $finding',
    async (of) => {
      const { page } = seen;
      await seen.open('/');
      await seen.prefer({ language: of.language });
      await seen.open(`/filings/omega/request/${of.reference}`);
      await page.locator(`input[name="finding"][value="${of.finding}"]`).check();
      if (of.finding === 'created') await page.locator('input[name="created"]').fill('4711');
      await page.locator('form[action="/actions/settle"] input[name="reason"]').fill(`looked ${of.reference} up`);
      await page.locator('form[action="/actions/settle"] button').click();
      await page.waitForSelector('.notice');
      await expect.poll(reloaded, { timeout: 30_000 }).toContain(of.says);
      await seen.open('/actions');
      expect(await main()).toContain(`looked ${of.reference} up`);
    },
    60_000,
  );

  it.each([
    ['H7-X2', 'Validation_H7', 'FR26-IOSS-0007', 'en', 'answered: released.'],
    ['H7-X4', 'Request_Invalidation_H7', 'FR26-BOOK-0003', 'fr', 'a accepté la demande'],
    ['H7-X5', 'Request_Amendment_H7', 'FR26-BOOK-0004', 'en', 'accepted the request'],
  ] as const)(
    '[%s] sends %s about %s from its page, and sees the answer',
    async (_, message, reference, language, answered) => {
      const { page } = seen;
      await seen.open('/');
      await seen.prefer({ language });
      await seen.open(`/filings/delta-h7/declaration/${reference}`);
      await page.getByRole('link', { name: message }).click();
      await page.waitForURL(`**/follow/${message}`);
      for (const [field, value] of [
        ['operatorRequestReference', `CONSOLE-${reference.slice(5)}`],
        ['Motivation', 'ordered by mistake'],
      ] as const)
        for (const input of await page.locator(`main form [name*="${field}"]`).all()) await input.fill(value);
      await page.fill('input[name="reason"]', 'asked for by the customer');
      await page.locator('button[formaction="/actions/submit"]').click();
      await page.waitForURL('**/answer?of=*');
      await expect.poll(main, { timeout: 90_000 }).toContain(answered);
    },
    120_000,
  );

  it('stops a trial of ten, and submits the others afterwards', async () => {
    const { page } = seen;
    await seen.open('/');
    await seen.prefer({ language: 'en' });
    await seen.open('/replay?status=rejected');
    await page.fill('input[name="reason"]', 'as they were');
    await page.locator('button[name="trial"]').click();
    await page.waitForURL('**/replays/*');
    await page.locator('form[action="/actions/stop-replay"] button').click();
    const state = async () => {
      await page.reload();
      return page.locator('.headline strong').innerText();
    };
    await expect.poll(state, { timeout: 90_000 }).toBe(replayWords.en.states.stopped);
    await page.locator('form[action="/actions/replay"] button').click();
    await page.waitForSelector('.notice');
    await expect.poll(state, { timeout: 90_000 }).toBe(replayWords.en.states.done);
  }, 200_000);

  it('[H7-S6] pauses a lane, and withdraws what waits in it', async () => {
    const { page } = seen;
    const switched = async (action: string) => {
      await seen.open('/lanes');
      const form = page.locator(`#omega form[action="/actions/${action}"]`);
      await page.locator('#omega summary').first().click();
      await form.locator('input[name="reason"]').fill(`${action}, as announced`);
      await form.locator('button').click();
      await page.waitForSelector('.notice');
    };
    await seen.open('/');
    await seen.prefer({ language: 'fr' });
    await switched('pause');
    await seen.open('/filings/omega/request/TJDC-0009/correct');
    await page.fill('input[name="reason"]', 'corrigé');
    await page.locator('main form [name*="NumeroPCE"]').fill('75000000000000');
    await page.locator('button[formaction="/actions/correct"]').click();
    await page.waitForURL('**/answer?of=*');
    await seen.open('/filings/omega/request/TJDC-0009');
    const withdraw = page.locator('form[action="/actions/withdraw"]');
    await expect
      .poll(
        async () => {
          await reloaded();
          return withdraw.count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await withdraw.locator('input[name="reason"]').fill('le client renonce');
    await withdraw.locator('button').click();
    await page.waitForSelector('.notice');
    await expect.poll(reloaded, { timeout: 30_000 }).toContain('retiré : le client renonce');
    await switched('resume');
    expect(seen.problems).toEqual([]);
  }, 150_000);
});
