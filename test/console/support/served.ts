import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serveConsole } from '../../../desk/console/serve.ts';
import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The pages in which something is looked at at the same time: one loads while another is looked at. */
const PAGES = 3;

export interface Preferences {
  language?: 'en' | 'fr';
  theme?: 'light' | 'dark';
}

/** A console in a browser, with everything that went wrong in it. */
export interface SeenConsole {
  page: Page;
  context: BrowserContext;
  origin: string;
  /** Errors of the pages, and requests to anything but the console. */
  problems: string[];
  /** Opens a page of the console; in the first page of the browser where no other is given. */
  open(path: string, page?: Page): Promise<void>;
  /** Does something with each, several at once, each in a page of its own. */
  each<T>(all: readonly T[], act: (page: Page, one: T) => Promise<void>): Promise<void>;
  /** Sets the language and the theme, as a person does, on the page that is open. */
  prefer(preferences: Preferences): Promise<void>;
  close(): Promise<void>;
}

/**
 * Does what leads to another page, and waits until that is there. Whoever acts earlier acts on the page before, or stops
 * what is on its way.
 */
export async function going(page: Page, act: () => Promise<unknown>): Promise<void> {
  const loaded = page.waitForEvent('load');
  await Promise.all([loaded, act()]);
}

/** Serves a console of this gateway, and opens its session in a browser. */
export async function seenConsole(
  browser: Browser,
  gateway: GatewayConnection,
  now?: () => Date,
): Promise<SeenConsole> {
  const problems: string[] = [];
  const served = await serveConsole({
    ...{ gateway, port: 0, isReadOnly: false, log: (line) => void problems.push(line) },
    ...(now && { now }),
  });
  const origin = new URL(served.url).origin;
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 800 },
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (one) => problems.push(`${one.page()?.url()}: ${one.error().message}`));
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith('data:')) problems.push(request.url());
  });
  const page = await context.newPage();
  const open = async (path: string, at = page) => {
    const answer = await at.goto(`${origin}${path}`);
    if (answer?.status() !== 200) problems.push(`${path}: ${answer?.status()}`);
  };
  await page.goto(served.url);
  return {
    ...{ page, context, origin, problems, open },
    async each(all, act) {
      const left = [...all];
      const worker = async () => {
        const own = await context.newPage();
        for (let one = left.shift(); one !== undefined; one = left.shift()) await act(own, one);
        await own.close();
      };
      await Promise.all(Array.from({ length: PAGES }, worker));
    },
    async prefer({ language, theme }) {
      for (const [name, value, is] of [
        ['language', language, 'lang'],
        ['theme', theme, 'data-theme'],
      ] as const) {
        if (value === undefined || (await page.locator('html').getAttribute(is)) === value) continue;
        await page.locator('.switches > summary').click();
        await going(page, () => page.locator(`.switches button[name="${name}"][value="${value}"]`).click());
      }
    },
    async close() {
      await context.close();
      await served.close();
    },
  };
}

/**
 * The rules of accessibility that a page breaks, each with its place.
 * @param rules `colours`: those alone that another theme may break
 */
export async function violationsOn(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Only where it is used: it takes long to read.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe);
  return page.evaluate(async (isColours) => {
    type Axe = {
      run(
        options: object,
      ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
    };
    const options = {
      resultTypes: ['violations'],
      ...(isColours && { runOnly: ['color-contrast', 'link-in-text-block'] }),
    };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  }, rules === 'colours');
}

/** The pixels by which a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
