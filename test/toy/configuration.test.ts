import '../support/toy/register.ts';

import { describe, expect, it } from 'vitest';
import { callbacksOf, configuration, parseConfiguration } from '../../schemas/configuration.ts';
import { settings } from '../../schemas/settings.ts';
import { neverCallsBack } from '../support/toy/never-calls-back.ts';
import { TOY } from '../support/toy/register.ts';
import { toySettings } from '../support/toy/settings.ts';

const toy = { baseUrl: 'https://toys.example', credentialsSecret: 's', share: { perSecond: 1, perHour: 10 } };
const deltaH7 = { ...toy, tokenUrl: 'https://customs.example/token' };
const text = (lanes: object, more: object = {}) => JSON.stringify({ stage: 'prod', lanes, ...more });
const missing = (who: string) =>
  `/callbacks: an object with a tokenSecret, since ${who} calls back; found nothing; add this field`;

describe('the callbacks of a configuration', () => {
  it('are needed where an authority with a lane calls back, also beside other faults', () => {
    const both = text({ toy, 'delta-h7': deltaH7 });
    expect(() => parseConfiguration(both, 'c.json')).toThrow(missing('delta-h7 and toy'));
    const faulty = text({ toy: { ...toy, baseUrl: 'x' } }, { stage: 'P' });
    expect(() => parseConfiguration(faulty, 'c.json')).toThrow(
      /\/stage: .*\n.*\/lanes\/toy\/baseUrl: .*\n.*\/callbacks: /,
    );
    expect(configuration.safeParse(null).success).toBe(false);
  });

  it('may be left out where none does, and are not used then', () => {
    neverCallsBack(TOY);
    expect(callbacksOf(parseConfiguration(text({ toy }), 'c.json'))).toBeUndefined();
    const unused = parseConfiguration(text({ toy }, { callbacks: { tokenSecret: 't' } }), 'c.json');
    expect(callbacksOf(unused)).toBeUndefined();
    expect(() => parseConfiguration(text({ toy, 'delta-h7': deltaH7 }), 'c.json')).toThrow(missing('delta-h7'));
  });

  it('allow a short pause only where every URL of the lane but that of tokens leads to this machine', () => {
    const paused = (baseUrl: string) => text({ toy: { ...toy, baseUrl, pauseSeconds: 1 } });
    expect(() => parseConfiguration(paused('http://127.0.0.1:9'), 'c.json')).not.toThrow();
    expect(() => parseConfiguration(paused('https://toys.example'), 'c.json')).toThrow('/lanes/toy/pauseSeconds');
    Object.assign(settings, { [TOY]: { ...toySettings, urls: { service: 'workshopUrl', tokens: 'baseUrl' } } });
    expect(() => parseConfiguration(paused('https://toys.example'), 'c.json')).not.toThrow();
  });
});
