import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeIn } from '../../desk/authorities/ciel/take-in.ts';
import { show } from '../../desk/commands/show.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { writeDrm } from '../../schemas/ciel/xml/write-drm.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { temporaryFolder } from '../local/support/folder.ts';
import { declaration } from './support/declaration.ts';
import { CielGateway } from './support/gateway.ts';
import { accepted, ScriptedCiel } from './support/scripted-ciel.ts';

const ciel = new ScriptedCiel();
beforeAll(() => ciel.start());
afterAll(() => ciel.stop());

const REFERENCE = 'FR01300E07896/2026-10';
const NAME = 'FR01300E07896_1234567_20261107.xml';
const returned = (closing = '12.50000') => {
  const drm = declaration();
  drm['declaration-recapitulative']['droits-suspendus'].produit[1]['balance-stocks']['stock-fin-periode'] = closing;
  return writeDrm(drm);
};

let gateway: CielGateway;
let kept: object[];
let folder: string;
beforeEach(() => {
  ciel.clear();
  gateway = new CielGateway(ciel.lane());
  gateway.clock = Date.parse('2026-11-08T08:00:00.000Z');
  kept = [];
  folder = temporaryFolder();
});

function connection(): GatewayConnection {
  const actions = {
    keep: async (one: object) => kept.push(one),
    end: async (_: unknown, result: string) => void kept.push({ result }),
  };
  const { installation, ...rest } = connectionOf('ciel');
  return {
    ...rest,
    ledger: async () => gateway.ledger,
    actions: async () => actions as never,
    installation: { ...installation, configuration: () => ({ lanes: { ciel: ciel.lane() } }) as never },
  };
}
const file = (name: string, content: string | Buffer) => {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
  return place;
};
async function take(paths: string[], more: object = {}) {
  const { terminal, out, err } = keptTerminal();
  const now = () => new Date(gateway.clock);
  const code = await takeIn({ paths, ...more }, connection, terminal, now);
  await gateway.run();
  return { code, out, err };
}
const takeJson = async (paths: string[]) => JSON.parse((await take(paths, { json: true })).out.join('\n'));
const records = () => gateway.ledger.records({ authority: 'ciel', kind: 'declaration', reference: REFERENCE });

describe('a validated declaration that is taken in by hand', () => {
  it('confirms the filing, and is told to its platform', async () => {
    ciel.answers.push(['/declarations', { body: accepted() }]);
    await gateway.submit('DRM', declaration());
    expect(await gateway.filing(REFERENCE)).toMatchObject({ status: 'answered', state: 'draft' });
    const { code, out } = await take([file(NAME, returned())]);
    expect(code).toBe(0);
    expect(out).toEqual([`taken in  ${REFERENCE}  ${path.join(folder, NAME)}`, '1 taken in, 0 known before.']);
    expect(await gateway.filing(REFERENCE)).toMatchObject({ status: 'answered', state: 'filed' });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'state-changed', state: 'filed', platform: 'shop-1' });
  });

  it('is shown with its differences from what was sent', async () => {
    ciel.answers.push(['/declarations', { body: accepted() }]);
    await gateway.submit('DRM', declaration());
    await take([file(NAME, returned('12.40000'))]);
    const { terminal, out } = keptTerminal();
    await show({ reference: REFERENCE, json: true }, connection, terminal);
    expect(JSON.parse(out.join('\n')).differences).toEqual([
      {
        pointer: '/declaration-recapitulative/droits-suspendus/produit/1/balance-stocks/stock-fin-periode',
        path: 'droits-suspendus › Marc › stock-fin-periode',
        sent: 12.5,
        returned: '12.40000',
      },
    ]);
  });

  it('is the same record as that of the feed, and is kept once whichever brought it', async () => {
    const listed = `${ciel.url}/returns/123456789/2026/11/${NAME}`;
    ciel.pages.set(new URL(listed).pathname, returned());
    const listing = () => ({ type: 'application/json', body: JSON.stringify([listed]) });
    ciel.pages.set('/returns/123456789/', listing);
    gateway.parties.add('123456789');
    await gateway.poll();
    const [fed] = await records();
    expect(fed).toMatchObject({ type: 'received', messageId: NAME, platform: 'cave' });
    expect(await takeJson([file(NAME, returned())])).toMatchObject([{ reference: REFERENCE, action: 'known' }]);
    expect(await records()).toHaveLength(1);

    const byFeed = gateway;
    gateway = new CielGateway(ciel.lane());
    gateway.clock = byFeed.clock;
    await takeJson([file(NAME, `\ufeff${returned()}`)]);
    const [taken] = await records();
    expect({ ...taken, at: null }).toEqual({ ...fed, at: null });
  });

  it('is kept with who took it in, and why', async () => {
    await take([file('a.xml', returned()), file('b.xml', returned('12.4'))], { reason: 'the feed was down' });
    expect(kept).toEqual([
      expect.objectContaining({ action: 'take-in', who: 'somebody', reason: 'the feed was down', detail: '2 files' }),
      { result: 'done' },
    ]);
  });

  it('comes from folders, with all that is below, and each file once', async () => {
    const inner = file('123456789/2026/11/FR01300E07896_1_20261107.XML', returned());
    file('123456789/2026/11/index.html', '<html/>');
    const all = await takeJson([folder, inner]);
    expect(all).toMatchObject([{ file: inner, action: 'taken-in' }]);
  });

  it('is a correction where it is of a later day, whatever was taken in first', async () => {
    const [later] = [file('FR01300E07896_1_20261109.xml', returned('12.4')), file(NAME, returned('12.3'))];
    await takeJson([later]);
    await takeJson([folder]);
    const filing = await gateway.filing(REFERENCE);
    expect(JSON.stringify(filing.declaration)).toContain('"stock-fin-periode":"12.4"');
  });
});

describe('files that cannot be taken in', () => {
  it('are each named, and then nothing is', async () => {
    const paths = [
      file('good.xml', returned()),
      file('answer.xml', '<reponse-ciel/>'),
      file('cut.xml', returned().slice(0, 400)),
      file('latin.xml', Buffer.from(returned().replace('Coteaux', 'Château'), 'latin1')),
      file('all.zip', 'PK\u0003\u0004'),
      file('empty.xml', writeDrm({} as never)),
    ];
    const fault = await take(paths).catch((error: Error) => error);
    expect(
      String(fault)
        .split('\n')
        .map((line) => line.replace(`${folder}/`, '')),
    ).toEqual([
      expect.stringMatching(
        /answer\.xml: \(the whole\): message-interprofession in the namespace of CIEL; found another/,
      ),
      expect.stringMatching(/^cut\.xml: \(the whole\): well-formed XML; found /),
      'latin.xml: it is not encoded in UTF-8',
      'all.zip: it is a ZIP archive: unpack it, and name its folder',
      'empty.xml: it names no operator and month',
      'Nothing was taken in.',
    ]);
    expect(fault).toMatchObject({ code: 'INPUT', exitCode: 2 });
    expect([await records(), kept]).toEqual([[], []]);
  });

  it.each([
    ['nowhere.xml', /nowhere\.xml cannot be read: there is no such file or folder\. Nothing was taken in/],
    ['.', /holds no XML file\. Nothing was taken in/],
  ])('are told of where there are none: %s', async (name, said) => {
    await expect(take([path.join(folder, name)])).rejects.toThrow(said);
  });

  it('leave those that are there where the ledger fails, and all can be taken in again', async () => {
    const paths = ['20261107', '20261108', '20261109'].map((day) => file(`F_1_${day}.xml`, returned()));
    const { receive } = gateway.ledger;
    let left = 2;
    gateway.ledger.receive = async (...about) => {
      left -= 1;
      if (left < 0) throw new Error('the table is busy');
      return receive(...about);
    };
    const { terminal, err } = keptTerminal();
    await expect(takeIn({ paths }, connection, terminal)).rejects.toThrow('the table is busy');
    expect(err.join('\n')).toMatch(
      /^Not all of 3 files are there\. Take all in again: what is there is not stored twice\.$/,
    );
    expect(kept.at(-1)).toEqual({ result: 'failed' });
    gateway.ledger.receive = receive;
    expect(await takeJson(paths)).toHaveLength(3);
    expect(await records()).toHaveLength(3);
  });

  it('that depart from the schema are taken in, with a word about it', async () => {
    const odd = returned().replace('<mois>10</mois>', '<mois>10</mois><jour>1</jour>').replace('>T<', '>X<');
    const { code, err } = await take([file(NAME, odd)]);
    expect(code).toBe(0);
    expect(err).toEqual([expect.stringMatching(/departs from the schema, and is kept all the same: .*capsules/)]);
  });
});
