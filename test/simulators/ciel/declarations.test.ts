import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, codesIn, startClient } from './client.ts';
import { AGREMENT, balance, capsules, crd, drm, fiscal, product, still } from './drms.ts';

const ACCEPTED =
  /^<\?xml version="1.0" encoding="UTF-8" standalone="yes"\?><reponse-ciel xmlns="http:\/\/douane.finances.gouv.fr\/app\/ciel\/interprofession\/echanges\/1.0"><identifiant-declaration>(\d{7})<\/identifiant-declaration><horodatage-depot>(\S+)<\/horodatage-depot><\/reponse-ciel>$/;

describe('the declarations', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  /** The text of a technical error. */
  const technical = ({ body }: { body: string }) =>
    /<erreur-technique(?: reference-erreur="[0-9a-f-]{36}")?><message-erreur>(.*)<\/message-erreur>/.exec(body)?.[1];

  it('are taken as drafts, under an identifier and a date with its offset', async () => {
    const { status, type, body } = await client.declare(drm());
    expect([status, type]).toEqual([200, 'application/xml']);
    expect(ACCEPTED.exec(body)?.slice(1)).toEqual(['5000001', '2026-11-30T10:00:00.000+01:00']);
    expect(client.simulator.declarations).toMatchObject([
      { id: 5_000_001, state: 'draft', drm: { agrement: AGREMENT, month: '2026-08' } },
    ]);
    expect(ACCEPTED.exec((await client.declare(drm({ month: '2026-09', nil: true }))).body)?.[1]).toBe('5000002');
  });

  it('are posted: a look at their URL is an error', async () => {
    expect((await client.get('/cielinterpro/ws/1.0/declarations')).status).toBe(405);
    expect((await client.get('/cielinterpro/ws/1.0')).status).toBe(404);
  });

  it.each(['application/json', 'text/xml;charset=UTF-8', 'application/xml;charset=ISO-8859-1', 'application/xmlish'])(
    'are not taken as %s',
    async (contentType) => {
      const answer = await client.declare(drm(), { 'content-type': contentType });
      expect(technical(answer)).toMatch(/type MIME n'est pas supporté \(code 415\)/);
      expect(answer.body).not.toContain('reference-erreur');
      expect(client.simulator.declarations).toEqual([]);
    },
  );

  it('are taken with every part of the schema', async () => {
    const suspended = balance(
      product({
        entries:
          '<volume-produit>1.12345</volume-produit><achats-reintegrations>2</achats-reintegrations><mouvements-temporaires><embouteillage>1</embouteillage><distillation-a-facon>1</distillation-a-facon></mouvements-temporaires><mouvements-internes><manipulations>1</manipulations></mouvements-internes><autres-entrees>3</autres-entrees><replacements><replacement-suspension><mois>8</mois><annee>2024</annee><volume>0.5</volume></replacement-suspension></replacements>',
        exits:
          '<ventes-france-crd-suspendus><annee-precedente>1</annee-precedente><annee-courante>1</annee-courante></ventes-france-crd-suspendus><ventes-france-crd-acquittes>1</ventes-france-crd-acquittes><sorties-sans-paiement-droits><sorties-definitives>1</sorties-definitives><mouvements-internes><fabrication-autre-produit>1</fabrication-autre-produit></mouvements-internes><autres-sorties>1.62345</autres-sorties></sorties-sans-paiement-droits>',
        head: '<observations>Inventaire</observations>',
        closing: '103.00000',
      }),
    );
    const acquitted = balance(
      product({
        code: fiscal('BIERE_INF_2_8'),
        head: '<tav>2.8</tav><premix>0</premix>',
        entries: '<achats>1</achats>',
        exits: '<ventes>1</ventes><replacement-suspension>1</replacement-suspension>',
        closing: '99',
      }),
    );
    const rest = [
      crd(`${capsules()}${capsules({ attributes: 'volume="AUTRE" volumePersonnalise="33.3" bib="false"' })}`),
      '<document-accompagnement><numero-empreintes><debut-periode>1</debut-periode><fin-periode>2</fin-periode><nombre-document-empreinte>2</nombre-document-empreinte></numero-empreintes><dsa-dsac><debut-periode>A1</debut-periode><fin-periode>A2</fin-periode></dsa-dsac></document-accompagnement>',
      '<releve-non-apurement><numero-daa-dac-dae>1</numero-daa-dac-dae><date-expedition>2026-07-31</date-expedition><numero-accise-destinataire>FR000001</numero-accise-destinataire></releve-non-apurement>',
      '<statistiques><quantite-mouts-jus>0</quantite-mouts-jus><quantite-vins-vinaigre>1.5</quantite-vins-vinaigre></statistiques>',
    ].join('');
    expect((await client.declare(drm({ suspended, acquitted, rest }))).body).toMatch(ACCEPTED);
  });

  it.each<[string, string, RegExp]>([
    ['a SIREN of ten digits', drm({ siren: '0000000000' }), /cvc-length-valid .*'siren-interprofession'/],
    ['a SIREN with letters', drm({ siren: 'ABCDEFGHI' }), /cvc-pattern-valid .*\[0-9\]\{9\}/],
    ['a short agrément', drm({ agrement: 'FR013' }), /cvc-length-valid .*'numero-agrement'/],
    ['a month that is none', drm({ month: '2026-13' }), /cvc-maxInclusive-valid .*'mois'/],
    ['a label that is not listed', drm({ suspended: balance(still('1', { code: fiscal('VIN') })) }), /cvc-enumeration/],
    ['six decimals', drm({ suspended: balance(still('1.000001')) }), /cvc-fractionDigits-valid .*5 décimales/],
    ['a comma', drm({ suspended: balance(still('1,5')) }), /cvc-datatype-valid.1.2.1 .*'decimal'/],
    ['an exponent', drm({ suspended: balance(still('1e2')) }), /cvc-datatype-valid.1.2.1 .*'decimal'/],
    ['no stockEpuise', drm({ suspended: still('1') }), /cvc-complex-type.2.4.b .*'stockEpuise' est attendu/],
    [
      'a wrong order',
      drm({ acquitted: balance(''), rest: '<droits-suspendus/>' }),
      /cvc-complex-type.2.4.d .*'droits-susp/,
    ],
    ['a missing element', drm().replace(/<periode>.*<\/periode>/, ''), /2.4.a .*'declaration-neant' ; 'periode' est/],
    [
      'two names of a product',
      drm({ suspended: balance(still('1', { code: `${fiscal('CIDRES')}<code-inao>1R535S</code-inao>` })) }),
      /2.4.a .*'code-inao'/,
    ],
    [
      'a short INAO code',
      drm({ suspended: balance(still('1', { code: '<code-inao>1R53S</code-inao>' })) }),
      /minLength-valid .*6/,
    ],
    ['a text among elements', drm({ suspended: `x${balance('')}` }), /cvc-complex-type.2.3 .*'droits-suspendus'/],
    ['no volume of capsules', drm({ rest: crd(capsules({ attributes: '' })) }), /cvc-complex-type.4 .*'volume'/],
    ['an unknown attribute', drm({ rest: crd(capsules({ attributes: 'volume="CL_75" a="b"' })) }), /3.2.2 .*'a'/],
    ['eleven accounts', drm({ rest: crd().repeat(11) }), /2.4.d .*'compte-crd'/],
    ['another namespace', drm().replace('echanges/1.0"', 'echanges/2.0"'), /cvc-elt.1 .*message-interprofession/],
    ['no end', drm().slice(0, -3), /n'est pas bien formé/],
    [
      'an unknown entity',
      drm({ suspended: balance(still('1', { label: '&eacute;' })) }),
      /l'entité &amp;eacute; n'est/,
    ],
    ['a document type', drm().replace('<message', '<!DOCTYPE a><message'), /n'est pas bien formé/],
    ['two roots', `${drm()}<a/>`, /plus d’un élément racine/],
    ['nothing', '', /n'a pas d'élément racine/],
  ])('are not taken with %s', async (_, xml, text) => {
    const answer = await client.declare(xml);
    expect([answer.status, technical(answer)]).toEqual([200, expect.stringMatching(text)]);
    expect(client.simulator.declarations).toEqual([]);
  });

  it('are not taken in another encoding', async () => {
    const latin = drm({ suspended: balance(still('1', { label: 'Rosé' })) });
    expect(technical(await client.declare(Buffer.from(latin, 'latin1')))).toContain("n'est pas en UTF-8");
    const declared = latin.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"');
    expect(technical(await client.declare(declared))).toContain("l'encodage ISO-8859-1 n'est pas lu");
  });

  it('are read with prefixes, comments, literal texts and references', async () => {
    const label = '<![CDATA[Rosé & <Gris>]]>';
    const xml = drm({ suspended: balance(still('1', { label: `${label} &#233;&#xE9;&amp;` })) })
      .replace('<message-interprofession xmlns=', '<!-- un --><c:message-interprofession xmlns=')
      .replace(' xmlns=', ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" xmlns:c=')
      .replaceAll(/<(\/?)(?=[a-z])(?!c:)/g, '<$1c:');
    expect(codesIn(await client.declare(xml))).toEqual([]);
    expect(client.simulator.declarations[0]?.drm.suspended.products[0]?.label).toBe('Rosé & <Gris> éé&');
  });
});
