import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { drm } from '../../../schemas/ciel/drm/drm.ts';
import { writeDrm } from '../../../schemas/ciel/xml/write-drm.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';

const declaration = (stock: string, mois = '"08"', more = '') => `{
  "siren-interprofession": "123456789",
  "declaration-recapitulative": {
    "identification-declarant": {"numero-agrement": "FR01300G07896"},
    "periode": {"mois": ${mois}, "annee": 2026},
    "declaration-neant": false,
    "droits-suspendus": {"produit": [{
      "code-inao": "1R530", "libelle-personnalise": "Rouge",
      "balance-stocks": {"stock-debut-periode": ${stock}, "stock-fin-periode": ${stock}}
    }], "stockEpuise": false}${more}
  }
}`;
const submit = (payload: string) =>
  checkSubmission(
    readOutboxText(`{"authority":"ciel","message":"DRM","platform":"shop-1","payload":${payload}}`),
    'ciel',
  );
const ofSchema = (payload: string) => submit(payload).faults.map(({ pointer, rule }) => `${pointer}: ${rule}`);

describe('a declaration as a platform submits it', () => {
  it('[CI-2] goes out with its numbers as they are written, in the order of the schema, with short codes INAO filled', () => {
    const { payload, numbers, faults, reference } = submit(declaration('10.00'));
    expect(faults).toEqual([]);
    expect(reference).toBe('FR01300G07896/2026-08');
    const xml = writeDrm(drm().parse(payload), numbers);
    expect(xml).toContain('<mois>08</mois><annee>2026</annee>');
    expect(xml).toContain('<code-inao>1R530 </code-inao><libelle-personnalise>Rouge</libelle-personnalise>');
    expect(xml).toContain('<stock-debut-periode>10.00</stock-debut-periode>');
    expect(
      writeDrm(drm().parse(submit(declaration('"10.00000"')).payload), submit(declaration('"10.00000"')).numbers),
    ).toContain('<stock-fin-periode>10.00000</stock-fin-periode>');
  });

  it.each(['1000000000000000000000', '"+01."', '".5"', '-0.00001', '"99999999999999999999.50"'])(
    '[CI-2] takes a stock of %s, and sends it so',
    (stock) => {
      const { payload, numbers, faults } = submit(declaration(stock));
      expect(faults.filter(({ code }) => code === '001')).toEqual([]);
      expect(writeDrm(drm().parse(payload), numbers)).toContain(
        `<stock-debut-periode>${stock.replaceAll('"', '')}</stock-debut-periode>`,
      );
    },
  );

  it('is refused with the first of its faults, however many there are', () => {
    const xmlns = 'http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0';
    const root = 'message-interprofession';
    const xml = `<${root} xmlns='${xmlns}'>${'<z/>'.repeat(200_000)}</${root}>`;
    const { faults } = submit(JSON.stringify({ xml }));
    expect(faults).toHaveLength(51);
    expect(faults[0]).toMatchObject({ pointer: '/payload/z', rule: 'unknown element' });
  });

  it.each(['"8"', '8', '"08"', '"+8"'])('has one reference however its month is written: %s', (mois) => {
    expect(submit(declaration('1', mois)).reference).toBe('FR01300G07896/2026-08');
  });

  it.each([
    ['1e2', 'a decimal number without an exponent'],
    ['"1e2"', 'a decimal number without an exponent'],
    ['"1,5"', 'a decimal number with a point, without an exponent'],
    ['1.000001', 'at most 5 decimals'],
    ['0.0000001', 'at most 5 decimals'],
    ['1.00000000000000000001', 'at most 5 decimals'],
    ['true', 'a decimal number'],
  ])('[CI-2] is refused with a stock of %s', (stock, rule) => {
    const at = '/payload/declaration-recapitulative/droits-suspendus/produit/0/balance-stocks';
    expect(ofSchema(declaration(stock))).toEqual([
      `${at}/stock-debut-periode: ${rule}`,
      `${at}/stock-fin-periode: ${rule}`,
    ]);
  });

  it.each([
    ['8.0', 'a whole number, of digits alone'],
    ['8e0', 'a whole number, of digits alone'],
    ['13', '12 or less'],
    ['"00"', '1 or more'],
    ['""', 'a whole number, of digits alone'],
  ])('[CI-2] is refused with a month of %s', (mois, rule) => {
    expect(ofSchema(declaration('1', mois))).toEqual([`/payload/declaration-recapitulative/periode/mois: ${rule}`]);
  });

  it('[CI-2] may stand within its element, with its faults at the same places', () => {
    const { payload, faults, reference, numbers } = submit(`{"message-interprofession":${declaration('10.00')}}`);
    expect(faults).toEqual([]);
    expect(reference).toBe('FR01300G07896/2026-08');
    expect(writeDrm(drm().parse(payload), numbers)).toContain('>10.00<');
    expect(ofSchema(`{"message-interprofession":${declaration('1', '13')},"x":1}`)).toEqual([
      '/payload/x: nothing beside message-interprofession',
      '/payload/declaration-recapitulative/periode/mois: 12 or less',
    ]);
  });

  it('[CI-2] may be XML, which goes out as it is, with its faults where they would stand in JSON', () => {
    const written = writeDrm(JSON.parse(declaration('10.00')));
    const { raw, payload, faults, reference } = submit(JSON.stringify({ xml: written }));
    expect(faults).toEqual([]);
    expect(reference).toBe('FR01300G07896/2026-08');
    expect(raw).toBe(written);
    expect(payload).toMatchObject({ 'siren-interprofession': '123456789' });
    const wrong = written
      .replace('<annee>2026</annee>', '<annee>2026</annee><mois>8</mois><an/>')
      .replace('1R530 ', '1R530');
    expect(ofSchema(JSON.stringify({ xml: wrong }))).toEqual([
      '/payload/declaration-recapitulative/periode/mois: once',
      '/payload/declaration-recapitulative/periode/an: unknown element',
      '/payload/declaration-recapitulative/droits-suspendus/produit/0/code-inao: at least 6 characters',
    ]);
    expect(ofSchema(JSON.stringify({ xml: written.slice(0, -5) }))).toEqual(['/payload/xml: well-formed XML']);
  });
});
