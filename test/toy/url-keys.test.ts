import '../support/toy/register.ts';

import { describe, expect, it } from 'vitest';
import { addressFinding } from '../../desk/doctor/addresses.ts';
import { tokenChecks } from '../../desk/doctor/token.ts';
import { breakerStatus } from '../../desk/lanes/lane-status.ts';
import { causeCodes, explain } from '../../schemas/causes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { settings } from '../../schemas/settings.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { TOY } from '../support/toy/register.ts';
import { toySettings } from '../support/toy/settings.ts';

const urls = { service: 'workshopUrl and letterUrl', tokens: 'sealUrl' };
Object.assign(settings, { [TOY]: { ...toySettings, urls } });

describe("the keys of an authority's URLs", () => {
  it.each([
    ['http-404', undefined, /^correct workshopUrl and letterUrl, or ask/],
    ['token-endpoint', 'dns ENOTFOUND', /^correct sealUrl, or the DNS/],
    ['token-endpoint', 'no-token', /^check sealUrl$/],
    ['token-endpoint', undefined, /^check sealUrl in the configuration$/],
    ['credentials', 'unsupported_grant_type', /^check sealUrl: /],
  ] as const)('stand in the advice about %s (%s)', (cause, detail, remedy) => {
    const breaker = { state: 'open', cause, ...(detail && { detail }), since: 0, until: 1 } as const;
    expect(breakerStatus(TOY, { breaker, nextStart: 0, hour: {} }, new Date(0))).toMatchObject({
      remedy: expect.stringMatching(remedy),
    });
  });

  it('stand in no advice where it is not known whose lane it is, and in no meaning', () => {
    for (const cause of causeCodes) {
      expect(JSON.stringify(explain({ cause }))).not.toMatch(/\w+Url\b/);
      expect(explain({ cause }, urls).means).toBe(explain({ cause }).means);
    }
  });

  it('are named by the doctor, each with its own', async () => {
    const url = new URL('http://127.0.0.1:9');
    const [letters, seal] = await Promise.all(['letterUrl', 'sealUrl'].map((key) => addressFinding(TOY, key, url)));
    expect(letters).toMatchObject({
      says: expect.stringMatching(/the authority refuses/),
      remedy: expect.stringMatching(/in letterUrl, /),
    });
    expect(seal).toMatchObject({
      says: expect.stringMatching(/the token endpoint refuses/),
      remedy: expect.stringMatching(/in sealUrl, /),
    });
  });

  it('say whether there are tokens for the doctor to look at', () => {
    const checked = () =>
      tokenChecks(connectionOf(TOY), { lanes: {} } as Configuration, {
        newToken: false,
        now: Date.now,
      });
    expect(checked()).toHaveLength(1);
    Object.assign(settings, { [TOY]: toySettings });
    expect(checked()).toHaveLength(0);
  });
});
