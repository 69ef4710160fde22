import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { languages } from '../../../desk/console/language.ts';
import { root } from '../../support/files.ts';
import { overflowOf, type Preferences, violationsOn } from './served.ts';

/** The screenshots, which git does not keep. */
export const SHOTS = path.join(root, '.declarant', 'screenshots');

/** The windows that a page has to fit: a telephone at the dock, and a desk, at which it stays. */
const windows = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;

const nameOf = (of: string) => decodeURIComponent(of).replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'work';

const looks = (['dark', 'light'] as const).flatMap((theme) => windows.map((size) => ({ theme, size })));

const seesAll = process.env['LOOKS'] !== 'some';

/** The languages in which long ways are walked: with `LOOKS=some` French alone, whose texts can be missing. */
export const walkedLanguages = seesAll ? languages : (['fr'] as const);

/** All looks at a page; with `LOOKS=some` one of the four: French in the dark on the telephone, English in the light at the desk. */
function looksIn(language: Preferences['language']) {
  if (seesAll) return looks;
  const isFrench = language === 'fr';
  return looks.filter(({ theme, size }) => isFrench === (theme === 'dark') && isFrench === (size === windows[0]));
}

/** Chromium takes one screenshot at a time; of two at once, one may show parts of the page twice. */
let taken: Promise<unknown> = Promise.resolve();

/** Waits until a page was drawn twice, for a second at most. */
const DRAWN =
  'Promise.race([new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))), new Promise((done) => setTimeout(done, 1000))])';

/**
 * Looks at a page in each theme and window: it fits, breaks no rule of accessibility, and has a screenshot. The theme is
 * that of the system.
 */
export async function lookAt(page: Page, of: string, language: Preferences['language']): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  for (const { theme, size } of looksIn(language)) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize(size);
    // Another theme has other colours, and nothing else; another language has other words, in both windows the same.
    const isSeenWhole = theme === 'light' && (language === 'en' || size.width === 1280);
    const name = `${nameOf(of)}.${language}.${theme}.${size.width}`;
    expect(await overflowOf(page), name).toBe(0);
    expect(await violationsOn(page, isSeenWhole ? 'all' : 'colours'), name).toEqual([]);
    const take = async () => {
      // A page that is not in front, or not drawn anew yet, is taken in the size that it had before.
      await page.bringToFront();
      await page.evaluate(DRAWN);
      await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
    };
    taken = taken.then(take, take);
    await taken;
  }
}
