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
import { keepImages } from '../support/images.ts';
import { lookAt, walkedLanguages } from '../support/look-at.ts';
import { going, type Preferences, type SeenConsole, seenConsole } from '../support/served.ts';
import { MANY, startSamples } from '../support/start-samples.ts';
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

/**
 * Walks from the start page to the pages of some samples that one list has: the first step is the same for all of them,
 * and is made once.
 */
async function walk(page: Page, { open }: SeenConsole, samples: readonly StuckSample[], language: Language) {
  const walks = new Map<string, Walk>();
  let clicks = 0;
  const click = async (what: Locator) => {
    clicks += 1;
    await going(page, () => what.first().click());
  };
  await open('/', page);
  const [{ count } = { count: undefined }] = samples;
  const first = count
    ? page.locator('.tiles a', { has: page.getByText(count[language], { exact: true }) })
    : page.getByRole('link', { name: texts[language].failed, exact: true });
  await click(first);
  const [list, toList] = [page.url(), clicks];
  for (const { reference } of samples) {
    if (page.url() !== list) await page.goto(list);
    clicks = toList;
    await click(page.getByRole('link', { name: reference, exact: true }));
    expect(page.url().endsWith(`/${encodeURIComponent(reference)}`)).toBe(true);
    const mark = page.locator('ol.errors mark').first();
    const value = (await mark.count()) > 0 ? await mark.innerText() : undefined;
    walks.set(reference, { clicks, text: await textOf(page), value });
  }
  return walks;
}

/** Walks to all samples in a language. */
async function walkAll(seen: SeenConsole, language: Language): Promise<ReadonlyMap<string, Walk>> {
  const lists = [...new Set(stuckSamples.map(({ count }) => count?.en))];
  // A long list is walked by several at once.
  const parts = lists.flatMap((list) => {
    const all = stuckSamples.filter(({ count }) => count?.en === list);
    return [0, 8, 16, 24].map((from) => all.slice(from, from + 8)).filter(({ length }) => length > 0);
  });
  const walks = new Map<string, Walk>();
  await seen.each(parts, async (page, samples) => {
    for (const [reference, one] of await walk(page, seen, samples, language)) walks.set(reference, one);
  });
  return walks;
}

describe.skipIf(!chromium)('a clerk at the console of a gateway with the samples of all lanes', () => {
  let cwd: string;
  let child: ChildProcess;
  let browser: Browser;
  let seen: SeenConsole;
  const main = () => textOf(seen.page);
  const opened = async (of: string, preferences: Preferences) => {
    await seen.open(of);
    await seen.prefer(preferences);
  };
  /** Looks at the page again until it says something. */
  const comes = (says: string, seconds: number) =>
    expect
      .poll(
        async () => {
          await seen.page.reload();
          return main();
        },
        { timeout: seconds * 1000, interval: 500 },
      )
      .toContain(says);
  /** Fills in why, and sends the form. */
  const act = async (form: string, reason: string) => {
    const of = seen.page.locator(form);
    await of.locator('input[name="reason"]').fill(reason);
    await going(seen.page, () => of.locator('button').click());
  };

  beforeAll(async () => {
    cwd = mkdtempSync(path.join(tmpdir(), 'stuck-'));
    [child, browser] = await Promise.all([startSamples(cwd), startChromium(chromium ?? '')]);
    seen = await seenConsole(browser, connect({}, cwd, []));
  }, 400_000);
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    if (child?.kill('SIGINT')) await ended;
    rmSync(cwd, { recursive: true, force: true });
    keepImages({ 'filing.en.light.1280': 'filings-delta-h7-declaration-FR26-FAULT-0001.en.light.1280' });
  });

  describe.each(walkedLanguages)('in %s', (language) => {
    let walks: ReadonlyMap<string, Walk>;
    beforeAll(async () => {
      await opened('/keyboard', { language });
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
      const { page } = seen;
      await opened('/search', { language });
      await page.fill('#search', 'FR26-WINE-0001');
      await going(page, () => page.keyboard.press('Enter'));
      expect(page.url()).toMatch(/\/filings\/delta-h7\/declaration\/FR26-WINE-0001$/);
      await seen.open('/search');
      await page.fill('#references', 'FR26-WINE-0001, FR26-NOPE\nFR26-AGREE-0001');
      await going(page, () => page.locator('form[action="/search"] button.first').click());
      expect(await main()).toContain('FR26-NOPE');
      expect(await seen.page.locator('table.data tbody tr').count()).toBe(2);
    });
  });

  const filing = '/filings/delta-h7/declaration/FR26-FAULT-0001';
  const following = '/filings/delta-h7/declaration/FR26-IOSS-0007';
  const pagesOfFilings = [
    ...[filing, `${filing}/correct`, following, `${following}/follow/Validation_H7`],
    ...['/filings/toll/consignment/N740%3AHC005', '/filings/ciel/declaration/FR01300G00015%2F2026-11'],
    ...['/filings/omega/request/TJDC-0014', '/replay?status=rejected', '/list', '/groups'],
  ];

  it.each(languages)(
    'breaks no rule of accessibility and fits its window on the pages of filings, in %s, light and dark',
    async (language) => {
      await opened('/keyboard', { language });
      await seen.each(pagesOfFilings, async (page, of) => {
        await seen.open(of, page);
        await lookAt(page, of, language);
      });
    },
    480_000,
  );

  it('reads an error at its value, corrects it, and sees it released', async () => {
    const { page } = seen;
    await opened('/filings/delta-h7/declaration/FR26-AGREE-0001', { language: 'en' });
    expect(await page.locator('ol.errors mark').innerText()).toBe('Z234567');
    await going(page, () => page.getByRole('link', { name: 'Correct and submit again' }).click());
    const number = page.getByLabel('Number of the clearance agreement');
    await number.fill('');
    // The check follows what is typed in.
    await page.locator('.field.faulty').waitFor();
    await number.fill('A234567');
    await page.locator('.field.faulty').waitFor({ state: 'detached' });
    expect(await main()).toContain('Z234567 A234567');
    await page.fill('input[name="reason"]', 'the number was mistyped');
    await going(page, () => page.locator('button[formaction="/actions/correct"]').click());
    expect(page.url()).toContain('/answer?of=');
    await expect.poll(main, { timeout: 60_000 }).toContain('answered: released.');
    await seen.open('/actions');
    expect(await main()).toContain('the number was mistyped');
  }, 120_000);

  it('replays a group with a change to all of it, after a look at what that would do', async () => {
    const { page } = seen;
    await opened('/replay?code=H7_NAT_007&status=rejected', { language: 'fr' });
    expect(await main()).toContain('1 dossier repart.');
    await page.fill('#changes', '/declaration/items/1/itemNumber=2');
    await going(page, () => page.getByRole('button', { name: 'Revoir' }).click());
    expect(await main()).toContain("FR26-LAW-0052 article 2 › numéro d'article 1 2");
    await page.fill('input[name="reason"]', 'les articles étaient mal numérotés');
    await going(page, () => page.locator('button[formaction="/actions/replay"]').last().click());
    await expect.poll(main, { timeout: 30_000 }).toContain('terminé');
    // A replay is found again from the page of replays.
    await seen.open('/replay');
    expect(await main()).toContain('les articles étaient mal numérotés');
    await seen.open('/filings/delta-h7/declaration/FR26-LAW-0052');
    await comes('mainlevée accordée', 60);
    expect(seen.problems).toEqual([]);
  }, 120_000);

  it.each([
    { language: 'en', reference: 'TJDC-0015', finding: 'not-created', says: 'It is not there, as a person found' },
    { language: 'fr', reference: 'TJDC-0014', finding: 'created', says: 'OMEGA a répondu : enregistrée.' },
  ] as const)(
    '[OM-4] settles $reference by what a person found, $finding',
    async ({ language, reference, finding, says }) => {
      const { page } = seen;
      await opened(`/filings/omega/request/${reference}`, { language });
      await page.locator(`input[name="finding"][value="${finding}"]`).check();
      if (finding === 'created') await page.locator('input[name="created"]').fill('4711');
      await act('form[action="/actions/settle"]', `looked ${reference} up`);
      await comes(says, 30);
      // Among the notes of the filing, and on the page of all actions.
      expect(await page.locator('section[aria-labelledby="notes"]').innerText()).toContain(`looked ${reference} up`);
      await seen.open('/actions');
      expect(await main()).toContain(`looked ${reference} up`);
    },
    60_000,
  );

  it.each([
    ['H7-X2', 'Validation_H7', 'FR26-IOSS-0007', 'en', 'What follows has to go by', 'answered: released.'],
    ['H7-X4', 'Request_Invalidation_H7', 'FR26-BOOK-0003', 'fr', 'Rien à faire.', 'a accepté la demande'],
    ['H7-X5', 'Request_Amendment_H7', 'FR26-BOOK-0004', 'en', 'There is nothing to do.', 'accepted the request'],
  ] as const)(
    '[%s] sends %s about %s from its page, and sees the answer',
    async (_, message, reference, language, stands, answered) => {
      const { page } = seen;
      await opened(`/filings/delta-h7/declaration/${reference}`, { language });
      expect(await main()).toContain(stands);
      await going(page, () => page.getByRole('link', { name: message }).click());
      for (const [field, value] of [
        ['operatorRequestReference', `CONSOLE-${reference.slice(5)}`],
        ['Motivation', 'ordered by mistake'],
      ] as const)
        for (const input of await page.locator(`main form [name*="${field}"]`).all()) await input.fill(value);
      await page.fill('input[name="reason"]', 'asked for by the customer');
      await going(page, () => page.locator('button[formaction="/actions/submit"]').click());
      expect(page.url()).toContain('/answer?of=');
      await expect.poll(main, { timeout: 90_000 }).toContain(answered);
    },
    120_000,
  );

  it('[H7-X7u] asks customs how a declaration stands, from its page, and sees the answer', async () => {
    await opened('/filings/delta-h7/declaration/FR26-BOOK-0004', { language: 'fr' });
    await act('form[action="/actions/ask"]', 'une réponse est perdue');
    await comes('La réponse est arrivée', 60);
  }, 90_000);

  const switched = async (lane: string, to: 'pause' | 'resume') => {
    await seen.open('/lanes');
    await seen.page.locator(`#${lane} summary`).first().click();
    await act(`#${lane} form[action="/actions/${to}"]`, `${to}, as announced`);
  };

  it('[H7-S6] pauses a lane, and withdraws what waits in it', async () => {
    const { page } = seen;
    await opened('/lanes', { language: 'fr' });
    await switched('omega', 'pause');
    await seen.open('/filings/omega/request/TJDC-0009/correct');
    await page.fill('input[name="reason"]', 'corrigé');
    await page.locator('main form [name*="NumeroPCE"]').fill('75000000000000');
    await going(page, () => page.locator('button[formaction="/actions/correct"]').click());
    await seen.open('/filings/omega/request/TJDC-0009');
    await comes('Retirer', 60);
    await act('form[action="/actions/withdraw"]', 'le client renonce');
    await comes('retiré : le client renonce', 30);
    expect(await page.locator('section[aria-labelledby="notes"]').innerText()).toContain('le client renonce');
    await switched('omega', 'resume');
    expect(seen.problems).toEqual([]);
  }, 120_000);

  it('stops a trial of ten whose answers do not come, and submits the others afterwards', async () => {
    const { page } = seen;
    const state = async () => {
      await page.reload();
      return page.locator('.headline strong').innerText();
    };
    // Nothing is answered by a lane that is paused: the trial waits until it is stopped.
    await opened('/lanes', { language: 'en' });
    await switched('delta-h7', 'pause');
    await seen.open(`/replay?status=rejected&platform=${MANY.platform}`);
    expect(await main()).toContain(`${MANY.count} filings go again.`);
    await page.fill('input[name="reason"]', 'as they were');
    await going(page, () => page.locator('button[name="trial"]').click());
    await going(page, () => page.locator('form[action="/actions/stop-replay"] button').click());
    await expect.poll(state, { timeout: 60_000, interval: 500 }).toBe(replayWords.en.states.stopped);
    expect(await main()).toContain(`Submit the other ${MANY.count - 10}`);
    await lookAt(page, '/replays/stopped', 'en');
    await going(page, () => page.locator('form[action="/actions/replay"] button').click());
    await expect.poll(state, { timeout: 60_000, interval: 500 }).toBe(replayWords.en.states.done);
    await switched('delta-h7', 'resume');
    expect(seen.problems).toEqual([]);
  }, 150_000);
});
