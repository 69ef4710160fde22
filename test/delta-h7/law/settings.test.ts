import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../desk/commands/check.ts';
import { readConfiguration } from '../../../desk/gateway/connect.ts';
import type { Checked } from '../../../desk/submit/checking.ts';
import { deltaH7Authority } from '../../../functions/authorities/delta-h7/index.ts';
import { senderConstants } from '../../../infra/lanes/sender-constants.ts';
import { writeWithLanes } from '../../../local/lanes.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import { declarant } from '../../desk/support/cli.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { temporaryFolder } from '../../local/support/folder.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { creation, item, submissionOf } from '../../support/messages.ts';
import { sendPorts } from '../send/support/send-ports.ts';

const now = new Date('2026-11-22T12:00:00Z');
const lane = {
  credentialsSecret: 's',
  baseUrl: 'https://customs.example/dh7',
  tokenUrl: 'https://customs.example/token',
  share: { perSecond: 10, perHour: 1000 },
};
const unidentified = creation('L-1', 'A', [{ ...item(), supportingDocuments: [], additionalReferences: [] }]);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Writes a configuration whose lane has these settings of the law, and a file of rates beside it. */
function configured(law: object, rates: unknown = { '2026-11': { USD: 1.08 } }): string {
  const file = path.join(folder, 'config.json');
  const all = { stage: 'prod', callbacks: { tokenSecret: 't' }, lanes: { 'delta-h7': { ...lane, law } } };
  writeFileSync(file, JSON.stringify(all));
  writeFileSync(path.join(folder, 'rates.json'), JSON.stringify(rates));
  return file;
}

/** Checks a declaration as the lane of a configuration would. */
async function checkedBy(law: object, payload: unknown, more: object = {}): Promise<Checked | undefined> {
  const file = path.join(folder, 'filing.json');
  writeFileSync(file, submissionOf(payload));
  const { terminal, out } = keptTerminal();
  await check({ files: [file], config: configured(law), json: true, ...more }, terminal, now);
  const [checked] = JSON.parse(out.join('\n')) as Checked[];
  return checked;
}
const idsOf = (found: readonly { id?: string }[] | undefined) => found?.flatMap(({ id }) => id ?? []);

describe('the settings of the law', () => {
  it.each([
    [
      { raise: ['product-identifier'] },
      '/raise/0: the id of a rule in docs/law.md, perhaps product-identifiers; found string',
    ],
    [
      { raise: ['nonsense'] },
      '/raise/0: the id of a rule in docs/law.md: one of product-identifiers, gtin-check-digit',
    ],
    [{ identifierExemptions: ['books'] }, '/identifierExemptions/0: the beginning of an HS code, of 2 to 6 digits'],
    [{ margin: 51 }, '/margin: at most 50 %'],
    [{ rise: [] }, '/rise: unknown property'],
    [{ exchangeRates: 'nowhere.json' }, '/exchangeRates: in nowhere.json: a JSON file; found no such file'],
  ])('that are wrong are faults of the configuration: %j', (law, fault) => {
    const file = configured(law);
    expect(() => readConfiguration(file, 'config.json')).toThrow(`/lanes/delta-h7/law${fault}`);
  });

  it.each([
    [{ '2026-13': { USD: 1 } }, 'at /2026-13'],
    [{ '2026-11': { EUR: 1 } }, 'a currency of ISO 4217 other than EUR'],
    [{ '2026-11': { EUX: 1 } }, 'a currency of ISO 4217 other than EUR'],
    [{ '2026-11': { USD: 0 } }, 'more than 0: units of the currency for one euro'],
    [[1.08], 'in rates.json: '],
  ])('want rates by month and currency: %j', (rates, fault) => {
    expect(() => readConfiguration(configured({ exchangeRates: 'rates.json' }, rates), 'config.json')).toThrow(fault);
  });

  it('reach the sender: the rates in its bundle, also where only some of the lanes are put up', () => {
    const file = configured({ exchangeRates: 'rates.json' });
    const only = writeWithLanes(file, ['delta-h7'], temporaryFolder());
    for (const one of [file, only]) {
      const { LANE_FILES = '' } = senderConstants(readConfiguration(one, one), 'delta-h7');
      expect(JSON.parse(JSON.parse(LANE_FILES) as string)).toEqual({
        'law.exchangeRates': { '2026-11': { USD: 1.08 } },
      });
    }
  });
});

describe('a rule that a lane raises', () => {
  const law = { raise: ['product-identifiers', 'value-threshold'], exchangeRates: 'rates.json', margin: 1 };
  const dear = creation('L-1', 'A', [item(164, 'USD')]);

  it('is a warning without the configuration, and a fault with it, each with its id, certainty and source', async () => {
    const warned = await checkedBy({}, unidentified);
    expect(warned).toMatchObject({ faults: [], warnings: [{ id: 'product-identifiers', certainty: 'inferred' }] });
    const refused = await checkedBy(law, unidentified);
    expect(refused).toMatchObject({
      faults: [
        {
          pointer: '/payload/declaration/items/0/supportingDocuments',
          text: expect.stringMatching(/^a distance sale .*; found no identifier; add /),
          ...{ id: 'product-identifiers', certainty: 'inferred', source: expect.stringContaining('2026/1022') },
        },
      ],
      warnings: [],
    });
    expect(idsOf((await checkedBy({ ...law, identifierExemptions: ['6109'] }, unidentified))?.faults)).toEqual([]);
    expect(idsOf((await checkedBy(law, dear))?.faults)).toEqual(['value-threshold']);
  });

  it('refuses at the sender, which goes by its own lane, before anything is claimed or sent', async () => {
    const authorityOf = (settings: object, files: object) =>
      deltaH7Authority({
        ...{ lane: deltaH7Lane.parse({ ...lane, law: settings }), files: files as Record<string, unknown> },
        ...{ readSecret: async () => ({ value: '' }), tokenStore: {} as never },
      }).law;
    const sent: string[] = [];
    const told: unknown[] = [];
    const outcomes = { publish: async (outcome: unknown) => void told.push(outcome) };
    const dispatch = async (settings: object, payload: unknown) => {
      const send = async ({ body }: { body: string }) => {
        sent.push(body);
        return { kind: 'accepted' as const, httpStatus: 200 };
      };
      const ports = sendPorts({ now: () => now, send }, { outcomes });
      const files = { 'law.exchangeRates': { '2026-11': { USD: 1.08 } } };
      const lawful = authorityOf(settings, files);
      const judging = { ...ports, authority: { ...ports.authority, ...(lawful && { law: lawful }) } };
      await dispatchText(submissionOf(payload), { id: 'q-1', receiveCount: 1 }, judging);
    };
    for (const payload of [unidentified, dear]) await dispatch(law, payload);
    expect(sent).toEqual([]);
    expect(told).toMatchObject([
      {
        outcome: 'refused',
        faults: [{ id: 'product-identifiers', pointer: '/payload/declaration/items/0/supportingDocuments' }],
      },
      { outcome: 'refused', faults: [{ id: 'value-threshold', pointer: '/payload/declaration/items' }] },
    ]);
    for (const payload of [unidentified, dear]) await dispatch({ margin: 1 }, payload);
    expect(sent).toHaveLength(2);
  });
});

describe('check', () => {
  it('judges by the law of the day that is given', async () => {
    expect(idsOf((await checkedBy({}, unidentified))?.warnings)).toEqual(['product-identifiers']);
    const on = new Date('2026-10-31T11:00:00Z');
    expect(idsOf((await checkedBy({}, unidentified, { on }))?.warnings)).toEqual([]);
  });

  it('hides warnings where it is lenient, and no fault', async () => {
    const both = creation('L-1', 'A', [{ ...item(200), supportingDocuments: [], additionalReferences: [] }]);
    const { faults, warnings } = (await checkedBy({}, both, { lenient: true })) ?? {};
    expect([idsOf(faults), warnings]).toEqual([['value-threshold'], []]);
  });

  it('takes --on and --lenient, and refuses what is no day', { timeout: 60_000 }, async () => {
    const run = (...more: string[]) => declarant(folder, ['check', '-', ...more], submissionOf(unidentified));
    expect((await run('--on', '2026-10-31')).out).toBe('1 submission checked: no fault.\n');
    expect((await run('--on', '2026-11-01')).out).toMatch(/^warning {2}.* \(inferred, product-identifiers\)/);
    expect(await run('--on', '2026-02-30')).toMatchObject({
      code: 2,
      err: expect.stringContaining('2026-02-30 is not a day'),
    });
    expect((await run('--on', '2026-11-01', '--lenient')).out).toBe('1 submission checked: no fault.\n');
  });
});
