import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../desk/commands/check.ts';
import { readFiles } from '../../desk/submit/read-files.ts';
import { type ReadOptions, readSubmissions } from '../../desk/submit/submissions.ts';
import { writeDrm } from '../../schemas/ciel/xml/write-drm.ts';
import { keptTerminal } from '../desk/support/terminal.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ciel-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer) => {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
};

const declaration = (closing = '301.3100') => ({
  'siren-interprofession': '123456789',
  'declaration-recapitulative': {
    'identification-declarant': { 'numero-agrement': 'FR01300E07896' },
    periode: { mois: '08', annee: '2026' },
    'declaration-neant': false,
    'droits-suspendus': {
      produit: [
        {
          'code-inao': '1B001S',
          'libelle-personnalise': 'Château Élan',
          'balance-stocks': {
            'stock-debut-periode': '307.1100',
            'sorties-periode': { 'ventes-france-crd-suspendus': { 'annee-courante': '5.8000' } },
            'stock-fin-periode': closing,
          },
        },
      ],
      stockEpuise: false,
    },
  },
});
const xml = writeDrm(declaration() as never);
const on = new Date('2026-09-05T09:00:00Z');

async function submissions(place: string, options?: ReadOptions) {
  return readSubmissions(await readFiles([place], ''), options);
}
async function checked(place: string) {
  const { terminal, out } = keptTerminal();
  const code = await check({ files: [place] }, terminal, on);
  return { code, out };
}

describe('a file with the XML of a declaration', () => {
  it.each([
    ['as it is', xml],
    ['with a mark at its beginning', `\ufeff${xml}`],
    ['with line ends of another system', `${xml.replaceAll('><', '>\r\n  <')}\r\n`],
  ])('[CI-2] is submitted byte for byte: %s', async (_, text) => {
    const [one] = await submissions(file('drm.xml', text), { platform: 'portal' });
    expect(one).toMatchObject({ authority: 'ciel', message: 'DRM', reference: 'FR01300E07896/2026-08' });
    expect(JSON.parse(one?.body ?? '')).toMatchObject({ platform: 'portal', payload: { xml: text } });
  });

  it('is checked, and its faults stand at their places in the form', async () => {
    expect(await checked(file('good.xml', xml))).toEqual({ code: 0, out: ['1 submission checked: no fault.'] });
    const { code, out } = await checked(file('wrong.xml', xml.replace('<mois>08', '<mois>13')));
    expect(code).toBe(1);
    expect(out[1]).toMatch(/fault {2}001 month: /);
    const broken = await checked(file('broken.xml', xml.replace('</periode>', '')));
    expect(broken.out[1]).toMatch(/fault {2}001 xml: well-formed XML; /);
  });

  it('that is an answer or another document is told so', async () => {
    const { out } = await checked(file('answer.xml', '<reponse-ciel/>'));
    expect(out[1]).toMatch(/xml: message-interprofession in the namespace of CIEL; found another root/);
  });

  it('in another encoding is told so', async () => {
    const latin = Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1');
    await expect(submissions(file('latin.xml', latin))).rejects.toThrow(/latin\.xml is not encoded in UTF-8/);
    const { out } = await checked(file('ascii.xml', xml.replace('UTF-8', 'ISO-8859-1')));
    expect(out[1]).toMatch(/xml: the encoding UTF-8; found another encoding/);
  });
});

describe('a bare declaration', () => {
  it.each([
    ['plain', declaration()],
    ['in the name of its element', { 'message-interprofession': declaration() }],
  ])('needs no name of its message: %s', async (_, payload) => {
    const all = await submissions(file('drm.json', JSON.stringify(payload)));
    expect(all).toMatchObject([{ message: 'DRM', platform: 'desk', reference: 'FR01300E07896/2026-08' }]);
  });
});

it('has no reference of the desk', async () => {
  await expect(submissions(file('drm.xml', xml), { reference: 'FR01300E07896/2026-09' })).rejects.toThrow(
    /^--reference cannot be given: the reference of DRM follows from what it says at \/payload\/declaration-recap/,
  );
});
