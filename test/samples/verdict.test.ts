import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logTo } from '../../local/start/log-to.ts';
import { closingTable, outcomeLine } from '../../local/start/report.ts';
import { samplesRun } from '../../local/start/run.ts';
import { Screen } from '../../local/start/screen.ts';
import { differencesOf, isEnd, verdictOf } from '../../local/start/verdict.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import { heard, released, sampleOf } from './support/heard.ts';

const filing: Filing = {
  authority: 'delta-h7',
  reference: 'L-1',
  kind: 'declaration',
  status: 'answered',
  state: 'released',
  rawState: 'BAE',
  stateDateTime: null,
  customsDeclarationReference: '1',
  mrn: '26FR0000000000AB12',
  references: { customsDeclarationReference: '1', mrn: '26FR0000000000AB12' },
  platform: 'shop-1',
  dutiesAndTaxes: null,
  declaration: null,
  errors: [],
  history: [],
};
const request = (decision: 'accepted' | 'refused' | null, declarations = ['L-1', 'L-2']) => ({
  message: 'Request_Invalidation_H7',
  decision,
  declarations,
});

describe('a sample ended as it should', () => {
  it('if status, state, errors and MRN are those of its file', () => {
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
  ] as const)('and did not if %j', (expected, difference) => {
    expect(
      differencesOf({ ...expected, errors: 'errors' in expected ? [...expected.errors] : undefined }, filing),
    ).toEqual([difference]);
  });

  it('and did not if nothing is known of it', () => {
    expect(differencesOf(released, undefined)).toEqual([
      'it should be answered and released, and nothing is known of it',
    ]);
  });
});

describe('a request ended as it should', () => {
  const asked: Filing = { ...filing, reference: 'R-1', state: null, mrn: null, request: request('accepted') };
  const accepted = { status: 'answered', state: null, request: { decision: 'accepted' } } as const;

  it('if its decision is that of its file', () => {
    expect(differencesOf(accepted, asked)).toEqual([]);
  });

  it('and did not if the decision is another', () => {
    expect(differencesOf(accepted, { ...asked, request: request('refused') })).toEqual([
      'it should be answered and decided as accepted, and is answered and decided as refused',
    ]);
    expect(differencesOf(accepted, { ...asked, request: request(null) })).toEqual([
      'it should be answered and decided as accepted, and is answered and not decided',
    ]);
  });

  it('once it is decided, and not when it is registered', () => {
    expect(isEnd({ status: 'answered', state: null, request: request(null) }, accepted)).toBe(false);
    expect(isEnd({ status: 'answered', state: null, request: request('accepted') }, accepted)).toBe(true);
    expect(isEnd({ status: 'answered', state: null, request: request('refused') }, accepted)).toBe(true);
    expect(isEnd({ status: 'waiting' }, accepted)).toBe(false);
  });
});

describe('the end of a filing', () => {
  it.each([
    ['answered', 'validated', false],
    ['answered', 'under-control', false],
    ['answered', 'released', true],
    ['answered', 'not-cleared', true],
    ['rejected', null, true],
    ['refused', undefined, true],
    ['unclear', undefined, true],
    ['sent', null, false],
  ] as const)('%s %s: %s', (status, state, isOver) => {
    expect(isEnd({ status, ...(state !== undefined && { state }) }, released)).toBe(isOver);
  });

  it('is the end that its file expects, and nothing more comes by itself', () => {
    expect(isEnd({ status: 'answered', state: 'anticipated' }, { status: 'answered', state: 'anticipated' })).toBe(
      true,
    );
  });
});

const outcome = (reference: string, state: 'validated' | 'released') =>
  heard(reference, {
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
      '  +1.5 s  L-22  accepted            VLD   26FR0000000000AB12  12 EUR\n',
      '  +1.5 s  L-1   released            BAE   26FR0000000000AB12  12 EUR\n',
      '  +3.2 s  L-22  released            BAE   26FR0000000000AB12  12 EUR\n',
    ]);
  });

  it('is over at the end of its time, and knows the samples that did not end', async () => {
    const run = samplesRun([sampleOf('L-1'), sampleOf('L-2')], screenThat().screen);
    await run.file({ submit: async () => run.onOutcome(outcome('L-1', 'released')) }, 0.05);
    expect([...run.open]).toEqual(['L-2']);
  });

  it('goes on while outcomes come, however long that takes', async () => {
    const run = samplesRun([sampleOf('L-1')], screenThat().screen);
    const hear = (state: 'validated' | 'released', after: number) =>
      setTimeout(() => run.onOutcome(outcome('L-1', state)), after);
    await run.file({ submit: async () => void [hear('validated', 150), hear('released', 300)] }, 0.2);
    expect([...run.open]).toEqual([]);
  });

  const validation = {
    when: { state: 'anticipated' },
    about: 'L-1',
    reference: 'L-1',
    submission: { authority: 'delta-h7', message: 'Validation_H7' },
  } as const;

  it('submits follow-ups, and shows them', async () => {
    const { screen, lines } = screenThat();
    const run = samplesRun([sampleOf('L-1', { followUps: [validation] })], screen, () => 0);
    const submitted: string[] = [];
    await run.file(
      {
        async submit(submissions) {
          submitted.push(...submissions.map(({ message }) => message));
          const state = submitted.length === 1 ? 'anticipated' : 'released';
          queueMicrotask(() => run.onOutcome(heard('L-1', { state })));
        },
      },
      30,
    );
    expect(submitted).toEqual(['Creation_H7', 'Validation_H7']);
    expect([...run.open, ...run.unsubmitted]).toEqual([]);
    expect(lines[1]).toBe('  +0.0 s  L-1  submitted           Validation_H7\n');
  });

  it('ends with the fault if a follow-up cannot be submitted', async () => {
    const run = samplesRun([sampleOf('L-1', { followUps: [validation] })], screenThat().screen);
    let count = 0;
    const platform = {
      async submit() {
        count += 1;
        if (count > 1) throw new Error('no queue');
        queueMicrotask(() => run.onOutcome(heard('L-1', { state: 'anticipated' })));
      },
    };
    await expect(run.file(platform, 30)).rejects.toThrow('no queue');
  });
});

describe('the output', () => {
  const line = (outcome: Outcome) => outcomeLine(outcome, 12.34, 3, screenThat().screen);

  it('has of several errors the first and the number of the others', () => {
    const errors = [{ errorCode: 'H7_NAT_002', errorDescription: 'Le numéro IOSS manque' }, {}];
    expect(line(heard('L-1', { outcome: 'rejected', errors }))).toBe(
      ' +12.3 s  L-1  rejected            H7_NAT_002 Le numéro IOSS manque (and 1 more)',
    );
  });

  it('has of a request the decision and the number of its declarations', () => {
    const more = { state: null, customsDeclarationReference: 'R17' };
    expect(line(heard('R-1', { ...more, outcome: 'request-registered', request: request(null, ['L-1']) }))).toBe(
      ' +12.3 s  R-1  request-registered  1 declaration  R17',
    );
    expect(line(heard('R-1', { ...more, outcome: 'request-decided', request: request('refused') }))).toBe(
      ' +12.3 s  R-1  request-decided     refused  2 declarations  R17',
    );
  });

  it('has at the end each filing on a line, with an id cut to the width of a reference', () => {
    const id = '6f1d2b0e-5c37-4a86-9d42-0b7e81c3f5a91795336200';
    const consulted: Filing = { ...filing, reference: id, state: null, mrn: null, customsDeclarationReference: null };
    const sample = sampleOf('L-1');
    const more = { sample, seconds: 2, differences: [] };
    const endings = [
      { ...more, expected: sample.filings[0], filing },
      {
        ...more,
        expected: { ...sample.filings[0], reference: 'R-1' },
        filing: { ...filing, request: request('accepted') },
      },
      { ...more, expected: { ...sample.filings[0], reference: id }, filing: { ...consulted, request: request(null) } },
      {
        ...more,
        expected: { ...sample.filings[0], reference: 'L-2' },
        filing: { ...filing, status: 'unclear' as const },
      },
    ];
    expect(closingTable(endings, screenThat().screen).slice(1)).toEqual([
      '✓  L-1                     1                  26FR0000000000AB12  released                   2.0 s',
      '✓  R-1                     1                  2 declarations      request accepted           2.0 s',
      '✓  6f1d2b0e-5c37-4a86-9d…                     2 declarations      answered                   2.0 s',
      '✓  L-2                     1                  26FR0000000000AB12  unclear                    2.0 s',
    ]);
    expect(verdictOf(endings)).toBe('1 of 1 samples ended as they should');
  });
});

it('[F30] two starts in one folder leave a log without gaps', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const undo: (() => unknown)[] = [];
  const file = path.join(folder, 'start.log');
  const [first, second] = [logTo(file, undo), logTo(file, undo)];
  first('a line of the first start, which is rather long');
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('long');
  second('of the second');
  first('of the first again');
  await Promise.all(undo.map((end) => end()));
  expect(readFileSync(file, 'utf8').split('\n').sort()).toEqual(['', 'of the first again', 'of the second']);
});
