import { readFileSync } from 'node:fs';
import path from 'node:path';
import asyncApiSpecs from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv, type AnySchema } from 'ajv';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { refusals } from '../../schemas/callback-answer.ts';
import { authorityNames, callbackRoutes, contractOf, outboundMessages } from '../../schemas/catalogue.ts';
import { causeCodes, explain } from '../../schemas/causes.ts';
import type { MessageContract, OutboundMessage } from '../../schemas/contract.ts';
import { lawIds } from '../../schemas/delta-h7/law/law-ids.ts';
import { outcome } from '../../schemas/outcome.ts';
import { outcomeKinds } from '../../schemas/outcome-kinds.ts';
import { filesBelow, root } from '../support/files.ts';
import { creation, errorMessage, item, response, sentHeader, state, submissionOf } from '../support/messages.ts';
import { causesDocument, causesFile } from './causes.ts';
import { chargesDocument, chargesFile } from './charges.ts';
import { eventsDocument, eventsFile } from './events.ts';
import { lawDocument, lawFile } from './law.ts';
import { documents, documentsFolder, written } from './write.ts';

type Json = Record<string, unknown>;

const read = (file: string): Json => JSON.parse(readFileSync(path.join(root, documentsFolder, file), 'utf8'));
const everyMessage = authorityNames.flatMap((authority) =>
  contractOf(authority).messages.map((entry) => ({ authority, entry, message: entry.message })),
);
const everyOutbound = authorityNames.flatMap((authority) =>
  outboundMessages(authority).map((entry) => ({ authority, entry, message: entry.message })),
);

const isCalledBack = (entry: MessageContract) =>
  entry.direction === 'inbound' && entry.routes.some(({ by }) => by === 'callback');
/** The place of a message's reference in its envelope; none where it follows from several. */
function placeOf({ reference }: OutboundMessage): string | undefined {
  if (reference === 'envelope') return '/reference';
  return typeof reference === 'string' ? `/payload${reference}` : undefined;
}

function ajv() {
  const one = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  for (const mark of ['x-certainty', 'x-grounds', 'x-source', 'x-enumDescriptions']) one.addKeyword(mark);
  addFormats.default(one);
  return one;
}

/** Every `$ref` of a document that points to nothing. */
function danglingRefs(document: Json): string[] {
  const dangling: string[] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      if (key === '$ref' && typeof one === 'string' && valueAt(document, one) === undefined) dangling.push(one);
      visit(one);
    }
  };
  visit(document);
  return dangling;
}

function valueAt(document: unknown, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, token) => (value as Json | undefined)?.[token], document);
}

describe('the written documents', () => {
  const generated = documents();

  it('are those that are generated now, and no others (npm run documents)', () => {
    expect(filesBelow(documentsFolder)).toEqual(Object.keys(generated).sort());
  });

  it.each(Object.keys(generated))('%s is up to date (npm run documents)', (file) => {
    expect(readFileSync(path.join(root, file), 'utf8')).toBe(written(generated[file]));
  });

  it('has the events as they are told now (npm run documents)', () => {
    expect(readFileSync(path.join(root, eventsFile), 'utf8')).toBe(eventsDocument());
  });

  it('[F21] has the causes as they are told now (npm run documents)', () => {
    expect(readFileSync(path.join(root, causesFile), 'utf8')).toBe(causesDocument());
    // Each cause has a row, and a status without one is explained, too.
    for (const cause of causeCodes)
      expect(causesDocument()).toContain(`| \`${cause}\` | ${explain({ cause }).means} |`);
    expect(explain({ cause: 'http-418' })).toMatchObject({ means: 'the authority does not take the call (418)' });
  });

  it('has the charges as they are estimated now (npm run documents)', () => {
    expect(readFileSync(path.join(root, chargesFile), 'utf8')).toBe(chargesDocument());
  });

  it('has the law as it is judged by now (npm run documents)', () => {
    expect(readFileSync(path.join(root, lawFile), 'utf8')).toBe(lawDocument());
    for (const id of lawIds) expect(lawDocument()).toContain(`\n### ${id}\n`);
  });

  it('are the same whenever they are generated', () => {
    expect(written(documents())).toBe(written(generated));
  });

  it('say of each part that was not read in an official text that it is inferred, and on what grounds', () => {
    const declaration = (read('schemas/delta-h7/Creation_H7.json') as { properties: { declaration: Json } }).properties
      .declaration as { properties: Record<string, Json> };
    expect(declaration.properties['exporter']).toMatchObject({
      'x-certainty': 'inferred',
      'x-grounds': "EU data element 13 01; names after the importer's",
    });
    expect(declaration.properties['clearanceAgreement']).not.toHaveProperty('x-certainty');
    for (const { authority, entry, message } of everyMessage) {
      const schema = read(`schemas/${authority}/${message}.json`);
      expect([schema['x-certainty'], schema['x-source']], message).toEqual([entry.certainty, entry.source]);
      expect('x-grounds' in schema, message).toBe(entry.certainty === 'inferred');
    }
  });
});

describe('the OpenAPI document of the callbacks', () => {
  const document = read('callbacks.openapi.json');
  const paths = document['paths'] as Record<string, { post: Json }>;

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(await new Validator().validate({ ...structuredClone(document), paths: 7 })).toMatchObject({ valid: false });
  });

  it('has no reference to nothing', () => {
    expect(danglingRefs(document)).toEqual([]);
    expect(danglingRefs({ a: { $ref: '#/b' } })).toEqual(['#/b']);
  });

  it('[H7-T2] has every callback route, with and without its prefix', () => {
    expect(Object.keys(paths)).toEqual(callbackRoutes(authorityNames).map((route) => route.path));
    expect(Object.keys(paths)).toContain('/declarations/{customsDeclarationReference}/reponses');
    expect(Object.keys(paths)).toContain('/dh7/declarations/{customsDeclarationReference}/reponses');
  });

  it('says of every route where a message has its id', () => {
    for (const route of callbackRoutes(authorityNames))
      expect(paths[route.path]?.post['requestBody']).toMatchObject({
        description: expect.stringMatching(`${route.messageId}\\.$`),
      });
  });

  it('names every operation once, with the parameters that its path has', () => {
    const operations = Object.entries(paths).map(([route, { post }]) => ({ route, post }));
    const ids = operations.map(({ post }) => post['operationId']);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { route, post } of operations) {
      const parameters = ((post['parameters'] ?? []) as Json[]).map(({ name }) => `{${name}}`);
      expect(route.match(/\{\w+\}/g) ?? [], route).toEqual(parameters);
    }
  });

  it('has every message that an authority calls back with, and no other', () => {
    const bodies = JSON.stringify(paths);
    for (const { entry, message } of everyMessage)
      expect(bodies.includes(`"#/components/schemas/${message}"`), message).toBe(isCalledBack(entry));
  });

  it('offers a choice where messages share a route, by which neither is refused', () => {
    const route = paths['/demandes/{customsRequestReference}/reponses'] as { post: Json };
    expect(valueAt(route, '#/post/requestBody/content/application~1json/schema')).toEqual({
      anyOf: [
        { $ref: '#/components/schemas/Response_Invalidation_H7' },
        { $ref: '#/components/schemas/Response_Amendment_H7' },
      ],
    });
  });

  it("[H7-R1] has the contract's answers and no others, and wants a replay only after a 500", () => {
    for (const [route, { post }] of Object.entries(paths))
      expect(Object.keys(post['responses'] as Json), route).toEqual(['200', '400', '401', '404', '500']);
    const responses = (document['components'] as Record<string, Record<string, { description: string }>>)['responses'];
    const again = Object.entries(responses ?? {}).filter(([, { description }]) => /again later/.test(description));
    expect(again.map(([name]) => name)).toEqual(['Unavailable']);
  });

  it('gives as examples errors that the gateway answers with', () => {
    const sources = filesBelow('functions/receive').map((file) => readFileSync(path.join(root, file), 'utf8'));
    const examples = [...JSON.stringify(document).matchAll(/"errorCode":"(\w+)","errorDescription":"([^"]+)"/g)];
    expect(examples).toHaveLength(4);
    for (const [, code, description] of examples) {
      const [name] =
        Object.entries(refusals).find(([, one]) => one.code === code && one.description === description) ?? [];
      expect(
        sources.some((text) => text.includes(`refusals.${name}`)),
        code,
      ).toBe(true);
    }
  });

  it('asks for the bearer token in every call', () => {
    expect(document['security']).toEqual([{ operatorToken: [] }]);
    expect(valueAt(document, '#/components/securitySchemes/operatorToken')).toMatchObject({ scheme: 'bearer' });
  });
});

describe('the AsyncAPI document for platforms', () => {
  const document = read('platforms.asyncapi.json');

  it('is valid AsyncAPI 3.0', () => {
    const one = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = one.compile(asyncApiSpecs.schemasWithoutId['3.0.0'] as AnySchema);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(validate({ ...document, channels: 7 })).toBe(false);
  });

  it('has no reference to nothing', () => {
    expect(danglingRefs(document)).toEqual([]);
  });

  it.each(everyOutbound)(
    'has $message on its outbox, to be followed by its reference',
    ({ authority, entry, message }) => {
      const channel = valueAt(document, `#/channels/${authority}-outbox`) as { messages: Json };
      expect(channel.messages[message]).toEqual({ $ref: `#/components/messages/${message}` });
      const { location } = { ...(valueAt(document, `#/components/messages/${message}/correlationId`) as Json) };
      expect(location).toBe(placeOf(entry) && `$message.payload#${placeOf(entry)}`);
    },
  );

  it('has the outcomes with the attributes to filter by', () => {
    const headers = valueAt(document, '#/components/messages/Outcome/headers/properties') as Json;
    expect(Object.keys(headers)).toEqual(['authority', 'message', 'outcome', 'platform']);
  });

  /** The payload's schema of a message, with what it refers to. */
  const envelope = (message: string): ValidateFunction => {
    const schema = valueAt(document, `#/components/messages/${message}/payload`) as Json;
    const schemas = valueAt(document, '#/components/schemas');
    const one = new Ajv2020({ strict: false });
    addFormats.default(one);
    return one.compile({ ...schema, components: { schemas } });
  };

  it('takes an envelope as the outbox does, and only with its own message', () => {
    const validate = envelope('Creation_H7');
    expect(validate(JSON.parse(submissionOf(creation())))).toBe(true);
    expect(validate(JSON.parse(submissionOf(creation(), { message: 'Validation_H7' })))).toBe(false);
    expect(validate(JSON.parse(submissionOf(creation(), { platform: 'shop 1' })))).toBe(false);
    expect(validate(JSON.parse(submissionOf({ header: {} })))).toBe(false);
  });

  it('[H7-X7u] wants a reason of a consultation', () => {
    const validate = envelope('Consult_H7');
    const payload = {
      header: { messageId: 'm-1' },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: [{ lrn: 'L-1' }],
    };
    expect(validate(JSON.parse(submissionOf(payload, { message: 'Consult_H7' })))).toBe(false);
    expect(validate(JSON.parse(submissionOf(payload, { message: 'Consult_H7', reason: 'after the outage' })))).toBe(
      true,
    );
  });
});

const schemaFiles = filesBelow(`${documentsFolder}/schemas`).map((file) => path.relative(documentsFolder, file));

describe('the JSON Schemas', () => {
  it('are there for every message, and for what a platform submits', () => {
    const wanted = everyMessage.map(({ authority, message }) => `schemas/${authority}/${message}.json`);
    const submissions = authorityNames.flatMap((authority) =>
      outboundMessages(authority).map(({ message }) => `schemas/${authority}/${message}.submission.json`),
    );
    expect(schemaFiles).toEqual(expect.arrayContaining([...wanted, ...submissions]));
  });

  it.each(schemaFiles)('%s is JSON Schema 2020-12, strictly', (file) => {
    const schema = read(file);
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(ajv().compile(schema)).toBeTypeOf('function');
  });

  const accepts = (file: string, value: unknown) => ajv().compile(read(`schemas/${file}.json`))(value);
  const wire = { ...creation(), header: sentHeader('L-1') };

  it('of a creation tell what is submitted from what goes over the wire', () => {
    expect(accepts('delta-h7/Creation_H7.submission', creation())).toBe(true);
    expect(accepts('delta-h7/Creation_H7.submission', wire)).toBe(true);
    expect(accepts('delta-h7/Creation_H7', wire)).toBe(true);
    expect(accepts('delta-h7/Creation_H7', creation())).toBe(false);
  });

  it.each([
    ['delta-h7/Response_H7', response({ mrn: '26FR0000000000AB12' })],
    ['delta-h7/State_H7', state()],
    ['delta-h7/Error_H7', errorMessage()],
  ])('%s takes an example, and not with a property that its contract does not have', (file, example) => {
    expect(accepts(file, example)).toBe(true);
    expect(accepts(file, { ...example, header: { ...example.header, messageId: 7 } })).toBe(false);
    expect(accepts(file, { ...example, header: undefined })).toBe(false);
  });

  it('take amounts with two decimals, whatever their binary fraction', () => {
    for (const amount of [19.9, 0.07, 1.15, 110.1, 149.99])
      expect(accepts('delta-h7/Creation_H7.submission', creation('L-1', 'A', [item(amount)])), String(amount)).toBe(
        true,
      );
  });

  /** Every way to leave out one field of a message, or to give it a wrong type. */
  function* spoilt(message: Json): Generator<[string, Json]> {
    const places: (string | number)[][] = [];
    const visit = (value: unknown, place: (string | number)[]) => {
      if (place.length > 0) places.push(place);
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) visit((value as Json)[key], [...place, key]);
    };
    visit(message, []);
    for (const place of places) {
      for (const change of ['missing', 'null', 'number', 'object', 'long'] as const) {
        const copy = structuredClone(message);
        const parent = place.slice(0, -1).reduce<Json>((value, key) => value[key] as Json, copy);
        const key = place.at(-1) as string;
        if (change === 'missing' && Array.isArray(parent)) continue;
        if (change === 'missing') delete parent[key];
        else parent[key] = { null: null, number: -7, object: {}, long: 'x'.repeat(600) }[change];
        yield [`${place.join('/')} ${change}`, copy];
      }
    }
  }

  it.each<[string, MessageContract | undefined, 'schema' | 'submission', Json]>([
    ['delta-h7/Creation_H7.submission', find('Creation_H7'), 'submission', creation()],
    ['delta-h7/Creation_H7', find('Creation_H7'), 'schema', wire],
    ['delta-h7/Response_H7', find('Response_H7'), 'schema', response({ mrn: '26FR0000000000AB12' })],
    ['delta-h7/State_H7', find('State_H7'), 'schema', state()],
    ['delta-h7/Error_H7', find('Error_H7'), 'schema', errorMessage()],
  ])('%s judges every spoilt example as the gateway does', (file, entry, form, example) => {
    const validate = ajv().compile(read(`schemas/${file}.json`));
    const schema = form === 'submission' && entry?.direction === 'outbound' ? entry.submission() : entry?.schema();
    const verdicts = [...spoilt(example)].map(([name, message]) => ({
      name,
      ours: schema?.safeParse(message).success,
      theirs: validate(message),
    }));
    expect(verdicts.length).toBeGreaterThan(20);
    expect(verdicts.filter(({ ours, theirs }) => ours !== theirs)).toEqual([]);
  });

  it('of an outcome takes what is published, and what it may get in addition', () => {
    const published = {
      id: 'Response_H7/m-1/L-1',
      at: '2026-11-22T10:00:00.000Z',
      outcome: 'accepted',
      authority: 'delta-h7',
      message: 'Response_H7',
      messageId: 'm-1',
      reference: 'L-1',
      kind: 'declaration',
      platform: 'shop-1',
      status: 'answered',
      state: 'released',
    };
    expect(outcome().safeParse(published).success).toBe(true);
    expect(accepts('outcome', published)).toBe(true);
    expect(accepts('outcome', { ...published, later: 1 })).toBe(true);
    expect(accepts('outcome', { ...published, outcome: 'lost' })).toBe(false);
  });

  it('of a submission knows the authorities and what can be sent to them', () => {
    const submitted = JSON.parse(submissionOf(creation()));
    expect(accepts('submission', submitted)).toBe(true);
    expect(accepts('submission', { ...submitted, authority: 'delta-x' })).toBe(false);
    expect(accepts('submission', { ...submitted, message: 'Response_H7' })).toBe(false);
  });

  it('of the configuration takes the example of the samples', () => {
    const example: unknown = JSON.parse(readFileSync(path.join(root, 'samples/config.example.json'), 'utf8'));
    expect(accepts('configuration', example)).toBe(true);
    expect(accepts('configuration', { ...(example as Json), stage: 'Prod' })).toBe(false);
  });
});

function find(message: string): MessageContract | undefined {
  return everyMessage.find((one) => one.message === message)?.entry;
}

describe('the page about outcomes', () => {
  it('says of every kind of outcome what it tells, and of no other', () => {
    const rows = readFileSync(path.join(root, 'docs/outcomes.md'), 'utf8').match(/^\| `.*? \|/gm) ?? [];
    const kinds = rows.flatMap((row) => [...row.matchAll(/`([a-z-]+)`/g)].map(([, kind]) => kind));
    expect(kinds.sort()).toEqual([...outcomeKinds].sort());
  });
});
