import { describe, expect, it } from 'vitest';
import { outcomeLine } from '../../local/start/report.ts';
import { samplesRun } from '../../local/start/run.ts';
import type { Sample } from '../../local/start/samples.ts';
import { Screen } from '../../local/start/screen.ts';
import { differencesOf, isEnd } from '../../local/start/verdict.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';

const filing: Filing = {
  authority: 'delta-h7',
  reference: 'L-1',
  status: 'answered',
  state: 'released',
  rawState: 'BAE',
  stateDateTime: null,
  customsDeclarationReference: '1',
  mrn: '26FR0000000000AB12',
  platform: 'shop-1',
  dutiesAndTaxes: null,
  declaration: null,
  errors: [],
  history: [],
};
const released = { status: 'answered', state: 'released' } as const;

describe('a sample ended as it should', () => {
  it('where status, state, errors and MRN are those of its file', () => {
    expect(differencesOf({ ...released, errors: [], mrn: true }, filing)).toEqual([]);
    const errors = [{ errorCode: 'H7_NAT_002' }, { errorPointer: '/payload/x' }];
    const rejected: Filing = { ...filing, status: 'rejected', state: null, mrn: null, errors };
    expect(
      differencesOf({ status: 'rejected', state: null, errors: ['/payload/x', 'H7_NAT_002'], mrn: false }, rejected),
    ).toEqual([]);
  });

  it.each([
    [{ status: 'rejected', state: null }, 'it should be rejected, and is answered and released'],
    [{ status: 'answered', state: 'validated' }, 'it should be answered and validated, and is answered and released'],
    [{ ...released, errors: ['H7_NAT_001'] }, 'its errors should be H7_NAT_001, and are none'],
    [{ ...released, mrn: false }, 'it should have no MRN, and has 26FR0000000000AB12'],
  ] as const)('and not where %j', (expected, difference) => {
    expect(
      differencesOf({ ...expected, errors: 'errors' in expected ? [...expected.errors] : undefined }, filing),
    ).toEqual([difference]);
  });

  it('and not where nothing is known of it', () => {
    expect(differencesOf(released, undefined)).toEqual([
      'it should be answered and released, and nothing is known of it',
    ]);
  });
});

describe('the end of a sample', () => {
  it.each([
    ['answered', 'validated', false],
    ['answered', 'under-control', false],
    ['answered', 'released', true],
    ['answered', 'not-cleared', true],
    ['rejected', null, true],
    ['refused', undefined, true],
    ['sent', null, false],
  ] as const)('%s %s: %s', (status, state, isOver) => {
    expect(isEnd({ status, ...(state !== undefined && { state }) }, released)).toBe(isOver);
  });

  it('is what its file expects, where nothing more comes by itself', () => {
    expect(isEnd({ status: 'answered', state: 'anticipated' }, { status: 'answered', state: 'anticipated' })).toBe(
      true,
    );
  });
});

const sampleOf = (reference: string): Sample => ({
  file: `${reference}.json`,
  title: reference,
  reference,
  expect: released,
  submission: { authority: 'delta-h7', message: 'Creation_H7' },
});
const outcome = (reference: string, state: 'validated' | 'released'): Outcome => ({
  id: `${reference}/${state}`,
  at: '2026-11-22T10:00:00.000Z',
  outcome: state === 'released' ? 'released' : 'accepted',
  authority: 'delta-h7',
  message: 'Response_H7',
  messageId: 'm',
  reference,
  platform: 'shop-1',
  status: 'answered',
  state,
  rawState: state === 'released' ? 'BAE' : 'VLD',
  mrn: '26FR0000000000AB12',
  dutiesAndTaxes: { generalTaxation: { totalPayableTaxAmount: 12 } },
});

function screenThat() {
  const lines: string[] = [];
  const screen = new Screen({ write: (text: string) => lines.push(text) > 0, isTTY: false, columns: 0 }, {});
  return { screen, lines };
}

describe('a run', () => {
  it('is over when the last sample has ended, and knows how long each took', async () => {
    const { screen, lines } = screenThat();
    let clock = 5000;
    const run = samplesRun([sampleOf('L-1'), sampleOf('L-22')], screen, () => clock);
    const platform = {
      async submit() {
        clock = 6500;
        run.onOutcome(outcome('L-22', 'validated'));
        run.onOutcome(outcome('L-1', 'released'));
        clock = 8200;
        queueMicrotask(() => run.onOutcome(outcome('L-22', 'released')));
      },
    };
    await run.file(platform, 30);
    expect([...run.open]).toEqual([]);
    expect(Object.fromEntries(run.seconds)).toEqual({ 'L-1': 1.5, 'L-22': 3.2 });
    expect(lines).toEqual([
      '  +1.5 s  L-22  accepted       VLD   26FR0000000000AB12  12 EUR\n',
      '  +1.5 s  L-1   released       BAE   26FR0000000000AB12  12 EUR\n',
      '  +3.2 s  L-22  released       BAE   26FR0000000000AB12  12 EUR\n',
    ]);
  });

  it('is over when its time is, and knows which sample did not end', async () => {
    const run = samplesRun([sampleOf('L-1'), sampleOf('L-2')], screenThat().screen);
    await run.file({ submit: async () => run.onOutcome(outcome('L-1', 'released')) }, 0.05);
    expect([...run.open]).toEqual(['L-2']);
  });
});

it('an outcome of errors shows the first of them, and how many more', () => {
  const rejected: Outcome = {
    ...outcome('L-1', 'validated'),
    outcome: 'rejected',
    errors: [{ errorCode: 'H7_NAT_002', errorDescription: 'Le numéro IOSS manque' }, {}],
  };
  expect(outcomeLine(rejected, 12.34, 3, screenThat().screen)).toBe(
    ' +12.3 s  L-1  rejected       H7_NAT_002 Le numéro IOSS manque (and 1 more)',
  );
});
