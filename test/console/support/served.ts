import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { serveConsole } from '../../../desk/console/serve.ts';
import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A console in a browser, with everything that went wrong in it. */
export interface SeenConsole {
  page: Page;
  context: BrowserContext;
  origin: string;
  /** Errors of the pages, and requests to anything but the console. */
  problems: string[];
  /** Opens a page of the console. */
  open(path: string): Promise<void>;
  /** Sets the language and the theme, as a person does. */
  prefer(preferences: { language?: 'en' | 'fr'; theme?: 'light' | 'dark' }): Promise<void>;
  close(): Promise<void>;
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
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
  await context.addInitScript(axe);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin && !request.url().startsWith('data:')) problems.push(request.url());
  });
  const open = async (path: string) => {
    const answer = await page.goto(`${origin}${path}`);
    if (answer?.status() !== 200) problems.push(`${path}: ${answer?.status()}`);
  };
  await page.goto(served.url);
  return {
    ...{ page, context, origin, problems, open },
    async prefer(preferences) {
      for (const [name, value] of Object.entries(preferences)) {
        await page.locator('.switches > summary').click();
        await page.locator(`.switches button[name="${name}"][value="${value}"]`).click();
      }
    },
    async close() {
      await context.close();
      await served.close();
    },
  };
}

/** The rules of accessibility that a page breaks, each with its place. */
export async function violationsOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  });
}

/** The pixels by which a page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
