import { describe, expect, it } from 'vitest';
import { drm } from '../../../schemas/ciel/drm/drm.ts';
import { readDrm } from '../../../schemas/ciel/xml/read-drm.ts';
import { schemaFaults } from '../../../schemas/fault.ts';
import { processorMs } from '../../support/processor-ms.ts';
import { SAMPLE_JSON, SAMPLE_XML } from './support/sample-xml.ts';

const XMLNS = 'xmlns="http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0"';

/** The faults of the sample, changed in one place. */
function faultsWith(old: string, changed: string): string[] {
  if (!SAMPLE_XML.includes(old)) throw new Error(`the sample has no ${old}`);
  return faultsIn(SAMPLE_XML.replace(old, changed));
}

function faultsIn(xml: string): string[] {
  return readDrm(xml).faults.map(({ pointer, rule }) => `${pointer}: ${rule}`);
}

describe('the XML of a declaration', () => {
  it('[CI-2] is read exactly', () => {
    expect(readDrm(SAMPLE_XML)).toEqual({ drm: SAMPLE_JSON, faults: [] });
    expect(schemaFaults(drm(), SAMPLE_JSON)).toEqual([]);
  });

  it.each([
    ['a mark at its beginning', `\uFEFF${SAMPLE_XML}`],
    ['line ends of Windows', SAMPLE_XML.replaceAll('\n', '\r\n')],
    ['no declaration', SAMPLE_XML.slice(SAMPLE_XML.indexOf('\n') + 1)],
    ['another declaration', SAMPLE_XML.replace('encoding="utf-8" ', "encoding='UTF-8' standalone='yes'")],
    ['prefixes', prefixed(SAMPLE_XML)],
    ['comments and instructions', SAMPLE_XML.replaceAll('<periode>', '<!-- a <b> & c --><periode><?d e?>')],
    ['a text in parts', SAMPLE_XML.replace('>61.40<', '>6<!-- 7 -->1<![CDATA[.4]]>0<')],
    ['a namespace that is declared again', SAMPLE_XML.replace('<periode>', `<periode ${XMLNS} xmlns:a="urn:a">`)],
    ['white space in tags', SAMPLE_XML.replaceAll('<mois>', '<mois\n>').replaceAll('</mois>', '</mois >')],
  ])('may have %s', (_, xml) => {
    expect(readDrm(xml)).toEqual({ drm: SAMPLE_JSON, faults: [] });
  });

  it.each([
    ['an end that is missing', SAMPLE_XML.replace('</produit>', '')],
    ['half of it', SAMPLE_XML.slice(0, 900)],
    ['nothing', ''],
    ['JSON', '{}'],
    ['a second root', `${SAMPLE_XML}<message-interprofession/>`],
    ['text behind its end', `${SAMPLE_XML}&amp;`],
    ['text before it', `x${SAMPLE_XML}`],
    ['a declaration that is not the first', ` ${SAMPLE_XML}`],
    ['a second declaration', SAMPLE_XML.replace('<periode>', '<?xml version="1.0"?><periode>')],
    ['an attribute twice', SAMPLE_XML.replace('volume="AUTRE"', 'volume="AUTRE" volume="CL_75"')],
    ['an attribute without quotes', SAMPLE_XML.replace('volume="AUTRE"', 'volume=AUTRE')],
    ['a bare ampersand', SAMPLE_XML.replace('>61.40<', '>6 & 7<')],
    ['a comment without an end', SAMPLE_XML.replace('characters -->', 'characters')],
    ['hyphens in a comment', SAMPLE_XML.replace('characters -->', 'characters -- -->')],
    ['a space before the name of an end', SAMPLE_XML.replace('</mois>', '</ mois>')],
    ['white space that XML does not have', SAMPLE_XML.replace('<mois>', '<mois\u00a0>')],
    ['a value twice', SAMPLE_XML.replace('volume="AUTRE"', 'volume="AUTRE"="AUTRE"')],
    ['an instruction without a name', SAMPLE_XML.replace('<mois>', '<? x?><mois>')],
    ['no end of a section', SAMPLE_XML.replace(']]>', '')],
  ])('is not well-formed with %s', (_, xml) => {
    expect(readDrm(xml)).toMatchObject({ drm: undefined, faults: [{ pointer: '', rule: 'well-formed XML' }] });
  });

  it.each([
    ['a prefix for no namespace', '<periode>', '<periode xmlns:a="">', '/periode'],
    ['another meaning of a prefix of XML itself', '<periode>', '<periode xmlns:xml="urn:a">', '/periode'],
    ['a prefix that declares prefixes', '<mois>', '<mois xmlns:xmlns="urn:a">', '/periode/mois'],
    [
      'an unknown entity',
      '>61.40<',
      '>&eacute;61.40<',
      '/droits-suspendus/produit/0/balance-stocks/stock-debut-periode',
    ],
    [
      'a reference to no character',
      '>61.40<',
      '>&#0;<',
      '/droits-suspendus/produit/0/balance-stocks/stock-debut-periode',
    ],
    [
      'the end of a section alone',
      '>61.40<',
      '>]]><',
      '/droits-suspendus/produit/0/balance-stocks/stock-debut-periode',
    ],
    ['a bracket in an attribute', '"AUTRE"', '"<"', '/compte-crd/0/centilisation/0/volume'],
    ['an entity in an attribute', '"AUTRE"', '"&a;"', '/compte-crd/0/centilisation/0/volume'],
  ])('is not well-formed at the place of %s', (_, old, changed, place) => {
    expect(faultsWith(old, changed)).toEqual([`/declaration-recapitulative${place}: well-formed XML`]);
  });

  it('declares nothing itself: no document type is taken, and no entity expanded', () => {
    const laughs = [
      '<!ENTITY a "ha">',
      ...[...'bcdefgh'].map((name, n) => `<!ENTITY ${name} "${`&${'abcdefg'[n]};`.repeat(10)}">`),
    ];
    const external = '<!ENTITY x SYSTEM "file:///etc/hostname">';
    for (const declared of [laughs.join(''), external, '']) {
      const xml = SAMPLE_XML.replace('?>\n', `?>\n<!DOCTYPE message-interprofession [${declared}]>\n`).replace(
        '7523700100',
        '&h;&x;',
      );
      expect(readDrm(xml)).toEqual({
        drm: undefined,
        faults: [
          { pointer: '', rule: 'XML without a document type', found: 'a document type', remedy: 'correct the XML' },
        ],
      });
    }
    expect(faultsWith('>61.40<', '><![CDATA[<!DOCTYPE a>]]><')).toEqual([]);
  });

  it.each(['\u0001', '\ud83c', '\uffff'])('has no character anywhere that XML cannot hold', (character) => {
    const rule = ': characters that XML can hold';
    expect(faultsWith('>61.40<', `>61.40${character}<`)).toEqual([rule]);
    expect(faultsWith('of five', `of five${character}`)).toEqual([rule]);
  });

  it('has one encoding and one namespace', () => {
    expect(faultsWith('encoding="utf-8"', 'encoding="ISO-8859-1"')).toEqual([': the encoding UTF-8']);
    const other = ': message-interprofession in the namespace of CIEL';
    expect(faultsWith('echanges/1.0"', 'echanges/2.0"')).toEqual([other]);
    expect(faultsWith(XMLNS, '')).toEqual([other]);
    expect(faultsIn(`<reponse-ciel ${XMLNS}/>`)).toEqual([other]);
    const at = '/declaration-recapitulative/identification-declarant';
    const rule = 'an element of the namespace of CIEL';
    expect(faultsWith('<numero-cvi>', '<numero-cvi xmlns="urn:other">')).toEqual([`${at}/numero-cvi: ${rule}`]);
    expect(faultsWith('<numero-cvi>', '<a:numero-cvi/><numero-cvi>')).toEqual([`${at}/a:numero-cvi: ${rule}`]);
  });

  it('[CI-2] has each unknown, repeated or misplaced element told in its place', () => {
    const at = '/declaration-recapitulative';
    expect(faultsWith('<mois>08</mois>', '')).toEqual([]);
    expect(faultsWith('</annee>', '</annee><mois>8</mois>')).toEqual([`${at}/periode/mois: once`]);
    expect(faultsWith('<periode>', '<periode><jour/>')).toEqual([`${at}/periode/jour: unknown element`]);
    expect(faultsWith('<periode>', '<periode id="1">')).toEqual([`${at}/periode/id: unknown attribute`]);
    expect(faultsWith('<periode>', '<periode xsi:type="a">')).toEqual([`${at}/periode/xsi:type: unknown attribute`]);
    expect(faultsWith('<periode>', '<periode>8/')).toEqual([`${at}/periode: elements alone`]);
    expect(faultsWith('>08<', '>0<b/>8<')).toEqual([`${at}/periode/mois: text alone`]);
    expect(faultsWith('<stockEpuise>', '<stockEpuise>0</stockEpuise><produit/><stockEpuise>')).toEqual([
      `${at}/droits-suspendus/produit/2: the order of the schema`,
      `${at}/droits-suspendus/stockEpuise: once`,
    ]);
    expect(faultsWith('<periode>', '<constructor/><periode>')).toHaveLength(1);
    expect(faultsWith('<periode>', '<toString/><periode>')).toHaveLength(1);
  });

  it('is bounded: neither deep nor long nor crooked texts take long', () => {
    const prefixes = Array.from({ length: 15_000 }, (_, n) => `xmlns:n${n}="a"`).join(' ');
    const took = processorMs(() => {
      const texts = [
        '<a>'.repeat(300_000),
        `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`,
        '<'.repeat(1_000_000),
        `<a ${'b '.repeat(400_000)}/>`,
        `<a b="${'&'.repeat(1_000_000)}"/>`,
        `<a>${'&'.repeat(1_000_000)}</a>`,
        `<a>${'<!--'.repeat(250_000)}`,
        `<a>${'<![CDATA['.repeat(100_000)}`,
        `<message-interprofession ${XMLNS}>${'<a/>'.repeat(200_000)}</message-interprofession>`,
        `<message-interprofession ${XMLNS}>${'&amp;'.repeat(200_000)}</message-interprofession>`,
        `<message-interprofession ${XMLNS} ${prefixes}>${'<z xmlns:q="a"/>'.repeat(20_000)}</message-interprofession>`,
        ' '.repeat(4_000_000),
        'x'.repeat(5_000_000),
      ];
      for (const text of texts) expect(readDrm(text).faults.length).toBeGreaterThan(0);
    });
    expect(took).toBeLessThan(20_000);
  });
});

/** The same document with a prefix to each of its elements. */
function prefixed(xml: string): string {
  return xml
    .replace(/(<!\[CDATA\[.*?\]\]>)|<(\/?)([a-z])/gi, (_, cdata, slash, first) => cdata ?? `<${slash}ns2:${first}`)
    .replace(XMLNS, XMLNS.replace('xmlns', 'xmlns:ns2'));
}
