import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultText } from '../../../desk/console/words/fault-texts.ts';
import { contractOf, messageOf } from '../../../schemas/catalogue.ts';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import type { OutboundMessage } from '../../../schemas/contract.ts';
import { correctContracts } from '../../../schemas/corrections.ts';
import { placesOfMessage } from '../../../schemas/delta-h7/dictionary/places.ts';
import { deltaH7 } from '../../../schemas/delta-h7/index.ts';
import { messageSchema } from '../../../schemas/documents/json-schema.ts';
import { schemaFaults } from '../../../schemas/fault.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { madeUpMap } from '../../support/made-up-dictionary.ts';
import { creation, errorMessage, item, response, state } from '../../support/messages.ts';

beforeAll(() => correctContracts({ 'delta-h7': { dictionary: madeUpMap() } }));
afterAll(() => correctContracts({}));

const wireOf = (message: string) => {
  const { wire } = messageOf('delta-h7', message) ?? {};
  if (!wire) throw new TypeError(`${message} has no names of the wire`);
  return wire;
};
const check = (payload: unknown, message = 'Creation_H7') =>
  checkSubmission(
    readOutboxText(JSON.stringify({ authority: 'delta-h7', message, platform: 'shop-1', payload })),
    'delta-h7',
  );
const pointersOf = (payload: unknown) => check(payload).faults.map(({ pointer, rule }) => `${pointer}: ${rule}`);

/** An item by the official names of the made-up dictionary. */
const { goodsDescription, commodityCode, intrinsicValue, additionalProcedure, ...others } = item();
const { intrinsicValueAmount: montantValeur, intrinsicValueCurrency } = intrinsicValue;
const article = {
  ...others,
  designation: goodsDescription,
  codeMarchandise: commodityCode,
  valeurIntrinseque: { montantValeur, intrinsicValueCurrency },
  regimes: additionalProcedure,
  masseBrute: 0.2,
};
const heavy = { ...item(), grossMass: 0.2 };

function official(articles: unknown[] = [article]) {
  const { declaration, ...rest } = creation();
  const { items: _, importer, removalCredit, ...general } = declaration;
  const { importerPostcode: codePostal, ...address } = importer.importerAddress;
  const { removalCreditNumber: numeroCredit } = removalCredit;
  return {
    ...rest,
    declaration: {
      ...general,
      importer: { ...importer, importerAddress: { ...address, codePostal } },
      removalCredit: { numeroCredit },
      articles,
    },
  };
}

describe('a message through a dictionary', () => {
  it('comes back as it was, in every message, whatever is in it: names alone change', () => {
    for (const contract of deltaH7.messages) {
      const tree = treeOf(placesOfMessage(contract).map(({ place, isList }) => ({ path: place.split('.'), isList })));
      const { write, read } = wireOf(contract.message);
      fc.assert(
        fc.property(anyOf(tree), (value) => {
          const text = JSON.stringify(value);
          expect(read(write(text))).toBe(text);
        }),
        { numRuns: 12 },
      );
    }
  });

  it('has its official names on the wire, nested, in lists, and where one field has the former name of another', () => {
    const sent = { ...creation('L', 'A', [{ ...heavy, numberOfPackages: 2, supplementaryUnits: 3 }]) };
    const written = JSON.parse(wireOf('Creation_H7').write(JSON.stringify(sent)));
    expect(written).toEqual({
      ...official([{ ...article, supplementaryUnits: 2, unitesSupplementaires: 3 }]),
      header: { lrn: 'L' },
    });
    expect(wireOf('Validation_H7').write('{"header":{"lrn":"L"},"goodsLocation":{"locationType":"A"}}')).toBe(
      '{"header":{"referenceLocale":"L"},"localisation":{"locationType":"A"}}',
    );
    expect(wireOf('Consult_H7').write('{"declarations":[{"lrn":"L"},{"lrn":"M"}]}')).toBe(
      '{"declarationsConsultees":[{"numeroLocal":"L"},{"numeroLocal":"M"}]}',
    );
  });

  it('keeps every number as it is written, both ways', () => {
    const ours = '{"declaration":{"items":[{"itemNumber":1,"grossMass":1.10,"x":1e2},{"grossMass":0.000001000}]}}';
    const theirs =
      '{"declaration":{"articles":[{"itemNumber":1,"masseBrute":1.10,"x":1e2},{"masseBrute":0.000001000}]}}';
    expect(wireOf('Creation_H7').write(ours)).toBe(theirs);
    expect(wireOf('Creation_H7').read(theirs)).toBe(ours);
  });

  it('is the very same text where no name of it changes, also with blanks in it', () => {
    const text = '{ "header" : { "customsRequestReference": 1.0 } }';
    expect(wireOf('Response_Registration_H7').read(text)).toBe(text);
    expect(wireOf('Creation_H7').write(text)).toBe(text);
  });

  it('of customs is read by its official names, and by ours where customs has not changed them', () => {
    const read = (message: string, value: unknown) => JSON.parse(wireOf(message).read(JSON.stringify(value)));
    const { dutiesAndTaxes, declarationState, ...rest } = response() as Record<string, Record<string, unknown>>;
    const { itemsTaxation, ...general } = dutiesAndTaxes as { itemsTaxation: Record<string, unknown>[] };
    const liquidationArticles = itemsTaxation.map(({ payableTaxAmount, ...tax }) => ({
      ...tax,
      montantDu: payableTaxAmount,
    }));
    const { state: codeEtat, ...others } = declarationState as Record<string, unknown>;
    const theirs = {
      ...rest,
      declarationState: { codeEtat, ...others },
      dutiesAndTaxes: { ...general, liquidationArticles },
    };
    expect(read('Response_H7', theirs)).toEqual(response());
    expect(read('Response_H7', response())).toEqual(response());
    expect(read('State_H7', { declarationState: { codeEtat: 'BAE', state: 'old' } })).toEqual({
      declarationState: { state: 'BAE' },
    });
    expect(read('State_H7', state())).toEqual(state());
  });

  it.each([
    ['declaration.articles[7].codeMarchandise', 'declaration.items[7].commodityCode'],
    ['/declaration/articles/7/codeMarchandise', '/declaration/items/7/commodityCode'],
    [
      'Creation_H7.declaration.articles[0].valeurIntrinseque.montantValeur',
      'Creation_H7.declaration.items[0].intrinsicValue.intrinsicValueAmount',
    ],
    ['articles[2].designation', 'items[2].goodsDescription'],
    ['codePostal', 'importerPostcode'],
    ['declaration.articles[1].unknown', 'declaration.items[1].unknown'],
    ['declaration.items[1].commodityCode', 'declaration.items[1].commodityCode'],
    ['header.lrn', 'header.lrn'],
    ['somewhere else', 'somewhere else'],
    ['', ''],
  ])('tells the place of an error, %s, in our names', (theirs, ours) => {
    const { declaration, error, ...rest } = errorMessage('E') as {
      declaration: object;
      error: object[];
      header: object;
    };
    const text = JSON.stringify({
      ...rest,
      declaration: { referenceLocale: 'E' },
      erreurs: error.map((one) => ({ ...one, errorPointer: undefined, pointeur: theirs })),
    });
    expect(JSON.parse(wireOf('Error_H7').read(text))).toMatchObject({
      declaration: { lrn: 'E' },
      error: error.map(() => ({ errorPointer: ours })),
    });
    expect(contractOf('delta-h7').inOurNames?.(theirs)).toBe(ours);
  });
});

describe('a submission, with a dictionary', () => {
  it('is taken in our names and in the official ones, and is the same either way', () => {
    const [ours, theirs] = [check(creation('L', 'A', [heavy])), check({ ...official(), header: { lrn: 'L' } })];
    expect(ours).toMatchObject({ faults: [], reference: 'L' });
    expect(theirs).toMatchObject({ faults: [], reference: 'L' });
    expect(theirs.payload).toEqual(ours.payload);
    const number =
      '{"authority":"delta-h7","message":"Creation_H7","platform":"s","payload":{"declaration":{"articles":[{"masseBrute":1.10}]}}}';
    expect(checkSubmission(readOutboxText(number), 'delta-h7').numbers).toEqual(
      new Map([['declaration', new Map([['items', new Map([['0', new Map([['grossMass', '1.10']])]])]])]]),
    );
  });

  it('has faults at the places that its writer gave them, missing ones by the same names', () => {
    const { designation: _, ...nameless } = article;
    expect(pointersOf(official([article, { ...nameless, codeMarchandise: '6109', masseBrute: '1.1234567' }]))).toEqual([
      '/payload/declaration/articles/1/designation: a string',
      '/payload/declaration/articles/1/codeMarchandise: HS sub-heading of 6 digits',
      '/payload/declaration/articles/1/masseBrute: at most 6 decimals',
    ]);
    const { goodsDescription: __, ...without } = heavy;
    expect(pointersOf(creation('L', 'A', [without]))).toEqual([
      '/payload/declaration/items/0/goodsDescription: a string',
    ]);
  });

  it('is refused where a field stands by both of its names', () => {
    expect(check(official([{ ...article, commodityCode: '950300' }])).faults).toEqual([
      {
        pointer: '/payload/declaration/articles/0/commodityCode',
        rule: 'a field by one of its names: the dictionary has "codeMarchandise" for "commodityCode"',
        found: 'string of 6 characters',
        remedy: 'remove "codeMarchandise" or "commodityCode"',
      },
    ]);
    const french = check(official([{ ...article, commodityCode: '950300' }])).faults.map((fault) =>
      faultText(fault, 'delta-h7', 'fr'),
    );
    expect(french.join()).toContain('le dictionnaire a "codeMarchandise" pour "commodityCode"');
    expect(french.join()).toContain('enlevez "codeMarchandise" ou "commodityCode"');
  });

  it("is held against the dictionary's lengths and cardinalities in place of ours", () => {
    expect(pointersOf(creation('L', 'A', [{ ...heavy, goodsDescription: 'x'.repeat(41) }]))).toEqual([
      '/payload/declaration/items/0/goodsDescription: at most 40 characters',
    ]);
    // Absent by our schemas, required by the dictionary.
    expect(pointersOf(creation('L', 'A', [item()]))).toEqual(['/payload/declaration/items/0/grossMass: a number']);
    const many = Array.from({ length: 51 }, (_, n) => ({
      ...heavy,
      itemNumber: n + 1,
      intrinsicValue: { intrinsicValueAmount: 1, intrinsicValueCurrency: 'EUR' },
    }));
    expect(pointersOf(creation('L', 'A', many))).toEqual(['/payload/declaration/items: at most 50 entries']);
  });

  it('may be longer than our schemas say, and lack what only they require', () => {
    correctContracts({
      'delta-h7': {
        dictionary: {
          fields: {
            'declaration.items.goodsDescription': { length: 'an..2000', cardinality: '0..1' },
            'declaration.items.commodityCode': { length: 'n..8' },
            'declaration.items.intrinsicValue.intrinsicValueAmount': { length: 'n..18,3' },
            'header.messageId': { cardinality: '1..1' },
          },
        },
      },
    });
    const value = { intrinsicValueAmount: 1.125, intrinsicValueCurrency: 'EUR' };
    const { goodsDescription: _, ...rest } = { ...item(), commodityCode: '61091000', intrinsicValue: value };
    expect(
      pointersOf(creation('L', 'A', [rest, { ...rest, itemNumber: 2, goodsDescription: 'x'.repeat(2000) }])),
    ).toEqual([]);
    const { schema } = messageOf('delta-h7', 'Creation_H7') as OutboundMessage;
    expect(schemaFaults(schema(), creation('L', 'A', [rest])).map(({ pointer }) => pointer)).toEqual([
      '/header/messageDateTime',
      '/header/messageId',
    ]);
    correctContracts({ 'delta-h7': { dictionary: madeUpMap() } });
  });
});

describe('the JSON Schema, with a dictionary', () => {
  it('has our names and its lengths as it is submitted, and its names on the wire', () => {
    const contract = messageOf('delta-h7', 'Creation_H7') as OutboundMessage;
    const submitted = JSON.stringify(messageSchema(contract, 'submission'));
    expect(submitted).toContain('"goodsDescription":{"type":"string","minLength":1,"maxLength":40}');
    const wire = messageSchema(contract, 'wire');
    const inOfficial = wireOf('Creation_H7').schema(wire) as never as {
      properties: Record<
        string,
        { properties: Record<string, { items?: { required: string[]; properties: object } }> }
      >;
    };
    const { articles } = inOfficial.properties['declaration']?.properties ?? {};
    expect(articles).toMatchObject({ 'x-ours': 'items', maxItems: 50 });
    expect(articles?.items?.required).toEqual(expect.arrayContaining(['codeMarchandise', 'masseBrute', 'itemNumber']));
    expect(articles?.items?.properties).toMatchObject({ codeMarchandise: { 'x-ours': 'commodityCode' } });
  });
});

interface Tree {
  isList: boolean;
  inner: Map<string, Tree>;
}

function treeOf(places: readonly { path: string[]; isList: boolean }[]): Tree {
  const root: Tree = { isList: false, inner: new Map() };
  for (const { path, isList } of places) {
    const parent = path.slice(0, -1).reduce((at, key) => at.inner.get(key) as Tree, root);
    parent.inner.set(path.at(-1) as string, { isList, inner: new Map() });
  }
  return root;
}

/** Any value of a message: fields may be missing, be of another type, or be unknown. */
function anyOf({ isList, inner }: Tree): fc.Arbitrary<unknown> {
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  );
  if (inner.size === 0) return leaf;
  const model = Object.fromEntries([...inner].map(([key, one]) => [key, anyOf(one)]));
  const object = fc.record(model, { requiredKeys: [] }).chain((known) =>
    fc
      .dictionary(
        fc.string().map((key) => `+${key}`),
        leaf,
        { maxKeys: 1 },
      )
      .map((more) => ({ ...known, ...more })),
  );
  return fc.oneof(
    { arbitrary: isList ? fc.array(object, { maxLength: 2 }) : object, weight: 9 },
    { arbitrary: leaf, weight: 1 },
  );
}
