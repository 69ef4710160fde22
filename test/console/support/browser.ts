import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** The places in which Debian, and others, have Chromium. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium on this machine; undefined where there is none. */
export const chromiumPath = (): string | undefined => PLACES.find((place) => existsSync(place));

/** Starts it, cut off from everything but this machine. */
export function startChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    ],
  });
}
