import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayConnection } from '../../../desk/gateway/gateway-connection.ts';
import { OPERATOR } from '../../../schemas/platform-name.ts';
import { DOCUMENT, Flight, transportDocument } from '../../delta-h7/arrivals/support/flight.ts';
import { connectionOf } from '../../desk/support/connection.ts';
import { openBooks } from '../../support/books/kept-books.ts';
import { chromiumPath, startChromium } from '../support/browser.ts';
import { lookAt } from '../support/look-at.ts';
import { type SeenConsole, seenConsole } from '../support/served.ts';

const chromium = chromiumPath();
const document = encodeURIComponent(DOCUMENT);

describe.skipIf(!chromium)('the pages of an arrival in Chromium', () => {
  let browser: Browser;
  let seen: SeenConsole;
  beforeAll(async () => {
    const flight = new Flight({ joinHours: 2 });
    flight.fates.set('P-3', { isSilent: true }).set('P-2', { isRejected: true });
    await flight.file(['P-1', 'P-2', 'P-3', 'P-4']);
    await flight.arrive({ transportDocument }, { platform: OPERATOR });
    await flight.pass(120_000);
    const gateway: GatewayConnection = {
      ...connectionOf('delta-h7'),
      ledger: async () => flight.ledger,
      books: () => openBooks(flight.ledger),
    };
    browser = await startChromium(chromium ?? '');
    seen = await seenConsole(browser, gateway, () => new Date(flight.clock));
  });
  afterAll(async () => {
    await seen?.close();
    await browser?.close();
  });

  it.each(['en', 'fr'] as const)(
    'break no rule of accessibility and fit their window, in %s',
    async (language) => {
      await seen.open('/keyboard');
      await seen.prefer({ language });
      // The first page asks the gateway for more than this one has.
      seen.problems.length = 0;
      const paths = [`/arrive?document=${document}`, `/filings/delta-h7/arrival/${document}`];
      await seen.each(paths, async (page, of) => {
        await seen.open(of, page);
        await lookAt(page, of, language);
      });
      expect(seen.problems).toEqual([]);
    },
    240_000,
  );
});
