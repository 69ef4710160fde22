import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../../local/configuration.ts';
import { lanesNamed, quickestFeedMs, writeWithLanes } from '../../local/lanes.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { lanesOf, withLanes } from '../../schemas/configuration.ts';
import { lane } from '../toll/support/tolletaten.ts';
import { temporaryFolder } from './support/folder.ts';
import { configuration as deltaH7Alone } from './support/gateway.ts';

function written(everySeconds = 60) {
  const file = path.join(temporaryFolder(), 'two.json');
  const toll = { ...lane(), routing: { everySeconds } };
  writeFileSync(file, JSON.stringify({ ...deltaH7Alone, lanes: { ...deltaH7Alone.lanes, toll } }));
  return file;
}

describe('the lanes that are asked for', () => {
  const named = (list: string, ...lanes: ReturnType<typeof lanesOf>) => {
    const both = loadConfiguration(written());
    return lanesNamed(list, lanes.length > 0 ? withLanes(both, lanes) : both, 'c.json');
  };

  it.each([
    ['toll', ['toll']],
    ['toll, delta-h7', ['delta-h7', 'toll']],
    ['toll,toll,', ['toll']],
  ])('%s: in the order of the configuration', (list, lanes) => {
    expect(named(list)).toEqual(lanes);
  });

  it.each(['', ' , '])('are at least one: "%s"', (list) => {
    expect(() => named(list)).toThrow(
      '--lanes: at least one lane must be named (found nothing); name one or several, with commas between them: c.json has delta-h7, toll.',
    );
  });

  it('are authorities, and in the configuration; all faults are named', () => {
    expect(() => named('tol,delta-h7,h7')).toThrow(
      [
        `--lanes: each lane must be called like an authority, one of ${authorityNames.join(', ')} (found tol); correct the name: c.json has delta-h7, toll.`,
        `--lanes: each lane must be called like an authority, one of ${authorityNames.join(', ')} (found h7); correct the name: c.json has delta-h7, toll.`,
      ].join('\n'),
    );
    expect(() => named('toll', 'delta-h7')).toThrow(
      '--lanes: each lane must be in the configuration (found toll, and c.json has delta-h7); add lanes.toll to the file, or leave toll out.',
    );
  });

  it('are written for the app as they stand in the file', () => {
    const file = written();
    const only = writeWithLanes(file, ['toll'], temporaryFolder());
    const whole = JSON.parse(readFileSync(file, 'utf8'));
    expect(JSON.parse(readFileSync(only, 'utf8'))).toEqual({ ...whole, lanes: { toll: whole.lanes.toll } });
    expect(lanesOf(loadConfiguration(only))).toEqual(['toll']);
  });
});

describe('the feed that is read most often', () => {
  it('is that of a lane, or none', () => {
    expect(quickestFeedMs(loadConfiguration(written(3)))).toBe(3000);
    expect(quickestFeedMs(withLanes(loadConfiguration(written(3)), ['delta-h7']))).toBe(Number.POSITIVE_INFINITY);
  });
});
