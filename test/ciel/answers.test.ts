import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../../schemas/shown-filing.ts';
import { declaration } from './support/declaration.ts';
import { CielGateway } from './support/gateway.ts';
import {
  accepted,
  answer,
  REFERENCE,
  refused,
  type ScriptedAnswer,
  ScriptedCiel,
  secret,
  TAKEN_AT,
  technical,
} from './support/scripted-ciel.ts';

const MONTH = 'FR01300E07896/2026-10';
const AGAIN_MS = 3 * 60_000;
const ciel = new ScriptedCiel();
beforeAll(() => ciel.start());
beforeEach(() => ciel.clear());
afterAll(() => ciel.stop());

/** A gateway whose declaration was answered so, and then as usual. */
async function declared(...answers: ScriptedAnswer[]): Promise<CielGateway> {
  const gateway = new CielGateway(ciel.lane());
  ciel.answers.push(...answers.map((one): [string, ScriptedAnswer] => ['/declarations', one]));
  await gateway.submit('DRM', declaration());
  return gateway;
}
const posts = () => ciel.to('/declarations');
const entries = async (gateway: CielGateway) =>
  (await gateway.filing(MONTH)).history.map(({ direction, message, outcome }) => [direction, message, outcome]);
const told = (gateway: CielGateway) => gateway.told.map(({ outcome, status, state }) => [outcome, status, state]);
const schemaError = technical("cvc-complex-type.2.4.a : contenu non valide trouvé à partir de l'élément « mois ».");
const mediaType = technical("Le type MIME n'est pas supporté (code 415)");
const received = refused(['007', 'Les données ont déjà été reçues pour cette période.']);

describe('a declaration', () => {
  it('is the same filing in whichever letters its agrément is written', async () => {
    const gateway = await declared();
    const small = declaration();
    small['declaration-recapitulative']['identification-declarant']['numero-agrement'] = 'fr01300e07896';
    await gateway.submit('DRM', small);
    expect(posts()).toHaveLength(1);
    expect(gateway.told.map(({ reference }) => reference)).toEqual([MONTH, MONTH]);
  });
});

describe('an answer', () => {
  it('[CI-4] with an identifier and a date takes a declaration as a draft, which the operator has to validate', async () => {
    const gateway = await declared({ body: accepted(5000184) });
    const filing = await gateway.filing(MONTH);
    expect(filing).toMatchObject({ status: 'answered', state: 'draft', stateDateTime: TAKEN_AT, errors: [] });
    expect(shown(filing).references).toEqual({ identifiantDeclaration: '5000184', horodatageDepot: TAKEN_AT });
    expect(await gateway.ledger.findByAuthorityReference('ciel', 'declaration', '5000184')).toMatchObject({
      reference: MONTH,
    });
    expect(told(gateway)).toEqual([['accepted', 'answered', 'draft']]);
    expect(gateway.told).toMatchObject([{ stateMeaning: 'still to be validated in CIEL by the operator' }]);
    expect(posts()).toHaveLength(1);
  });

  it('[CI-2] is asked for with XML, its media type and a token', async () => {
    await declared();
    expect(posts()[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/xml;charset=UTF-8', authorization: 'Bearer bearer-0001' },
      body: expect.stringMatching(/^<\?xml version="1.0" encoding="UTF-8"\?><message-interprofession /),
    });
    expect(posts()[0]?.body).toContain('<stock-debut-periode>12.00000</stock-debut-periode>');
  });

  it('[CI-2] is asked for with the XML of the platform, byte for byte', async () => {
    await declared();
    const xml = `${posts()[0]?.body.replace('?>', "?>\n<!-- l'été -->\n")}\n`;
    ciel.clear();
    const gateway = new CielGateway(ciel.lane());
    await gateway.submit('DRM', { xml });
    expect(posts()[0]?.body).toBe(xml);
    expect(await gateway.filing(MONTH)).toMatchObject({ state: 'draft' });
  });

  it.each([200, 400, 401, 404, 500])(
    '[CI-4] with functional errors rejects it with each of them, with status %d',
    async (status) => {
      const body = refused(['013', 'Stock de fin « Touraine ».'], ['017', 'Observations']);
      const gateway = await declared({ status, body });
      await gateway.pass(AGAIN_MS);
      expect(posts()).toHaveLength(1);
      expect(await gateway.filing(MONTH)).toMatchObject({
        status: 'rejected',
        errors: [
          { errorCode: '013', errorDescription: 'Stock de fin « Touraine ».' },
          { errorCode: '017', errorDescription: 'Observations' },
        ],
      });
      expect(told(gateway)).toEqual([['rejected', 'rejected', null]]);
    },
  );

  it('[CI-4] with functional errors lets a corrected declaration follow, and the same one again', async () => {
    const gateway = await declared({ body: refused(['013', 'Stock']) }, { body: refused(['013', 'Stock']) });
    await gateway.submit('DRM', declaration());
    await gateway.submit('DRM', declaration());
    expect(posts()).toHaveLength(3);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'answered', state: 'draft', errors: [] });
  });

  it.each([
    ['names the schema', schemaError],
    ['names the schema in a functional error', refused(['999', 'cvc-pattern-valid : valeur non valide'])],
    ['names the media type', mediaType],
    ['is a fault of the schema by its code', refused(['001', 'cvc-pattern-valid'])],
  ])('[CI-4] that is technical and %s rejects it', async (_, body) => {
    const gateway = await declared({ body });
    await gateway.pass(AGAIN_MS);
    expect(posts()).toHaveLength(1);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'rejected', errors: [{}] });
  });

  it.each<[string, ScriptedAnswer]>([
    ['is technical', { body: technical("Une erreur est survenue lors de l'enregistrement de la déclaration") }],
    ['is technical, with an error status', { status: 500, body: technical('Une erreur est survenue') }],
    ['is technical by its code', { body: refused(['999', `Erreur technique ${REFERENCE}`]) }],
    ['is a page', { type: 'text/html', body: '<html><body>Maintenance</body></html>' }],
    ['is empty', {}],
    ['ends in its middle', { body: accepted(), cut: 150 }],
    ['is half an answer', { body: answer('<identifiant-declaration>5000184</identifiant-declaration>') }],
    ['has no error in its list', { body: answer('<erreurs-fonctionnelles></erreurs-fonctionnelles>') }],
    ['says nothing', { body: answer('') }],
    ['is other XML', { body: '<list><url>http://127.0.0.1/</url></list>' }],
    ['is a page of a server that fails', { status: 502, type: 'text/html', body: 'Bad Gateway' }],
    ['asks for patience', { status: 503, body: '' }],
    ['is a page of a proxy that finds it wrong', { status: 400, type: 'text/html', body: 'Bad Request' }],
    ['never comes', { isSilent: true }],
    ['breaks off before it begins', { cut: 0 }],
  ])('[CI-4] that %s has it sent again, and what came first is no error then', async (_, first) => {
    const gateway = await declared(first);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'waiting', state: null });
    await gateway.pass(AGAIN_MS);
    expect(posts()).toHaveLength(2);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'answered', state: 'draft', errors: [] });
  });

  it('[CI-4] that is technical is kept with its reference while the declaration waits', async () => {
    const gateway = await declared({ body: technical('Une erreur est survenue') });
    const { errors } = await gateway.filing(MONTH);
    expect(errors).toEqual([{ errorCode: REFERENCE, errorDescription: 'Une erreur est survenue' }]);
  });

  it.each<[string, ScriptedAnswer]>([
    ['technical error', { body: technical('Une erreur est survenue') }],
    ['broken connection', { cut: 0 }],
    ['silence', { isSilent: true }],
    ['half answer', { body: accepted(), cut: 150 }],
    ['page', { type: 'text/html', body: '<html>' }],
    ['server that fails', { status: 500 }],
  ])('[CI-5] that it was received already, after a %s, shows that it arrived, to be confirmed', async (_, first) => {
    const gateway = await declared(first, { body: received });
    await gateway.pass(AGAIN_MS);
    const filing = await gateway.filing(MONTH);
    expect(filing).toMatchObject({ status: 'answered', state: 'draft', authorityReference: null, errors: [] });
    expect(shown(filing).references).toEqual({ identifiantDeclaration: null, horodatageDepot: null });
    expect(await entries(gateway)).toEqual([
      ['sent', 'DRM', 'accepted'],
      ['received', 'reponse-ciel', 'arrived, to be confirmed'],
    ]);
    expect(told(gateway)).toEqual([['accepted', 'answered', 'draft']]);
    await gateway.pass(3_600_000);
    expect(posts()).toHaveLength(2);
  });

  it.each<[string, ScriptedAnswer | undefined]>([
    ['to the first call', undefined],
    ['after a call that cannot have arrived', { status: 503 }],
  ])('[CI-5] that it was received already, %s, rejects it', async (_, first) => {
    const gateway = await declared(...(first ? [first] : []), { body: received });
    await gateway.pass(AGAIN_MS);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'rejected', errors: [{ errorCode: '007' }] });
    expect(told(gateway)).toEqual([['rejected', 'rejected', null]]);
  });

  it('[CI-4] that accepts is taken with any status', async () => {
    const gateway = await declared({ status: 401, body: accepted() });
    expect(posts()).toHaveLength(1);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'answered', state: 'draft' });
  });

  it.each<[string, ScriptedAnswer]>([
    ['401', { status: 401, body: technical('Une erreur est survenue') }],
    ['a text about the token', { status: 403, type: 'text/plain', body: 'Access token expired' }],
  ])('[CI-1] that refuses the token with %s has a new one asked for, at once', async (_, first) => {
    const gateway = await declared(first);
    expect(posts().map(({ headers }) => headers.authorization)).toEqual(['Bearer bearer-0001', 'Bearer bearer-0002']);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'answered', state: 'draft' });
  });

  it.each([403, 404, 302])('[CI-1] of status %d by another server takes no further token', async (status) => {
    const gateway = await declared({ status, type: 'text/html', body: 'Forbidden' });
    expect(ciel.tokens).toBe(1);
    expect(await gateway.filing(MONTH)).toMatchObject({ status: 'waiting', errors: [{ errorCode: `http-${status}` }] });
  });

  it('keeps neither the token nor the key', async () => {
    const gateway = await declared({ status: 403, body: 'no way in for bearer-0001' });
    const key = { authority: 'ciel', kind: 'declaration', reference: MONTH } as const;
    const kept = JSON.stringify(await gateway.ledger.records(key));
    expect(kept).not.toContain('bearer-0001');
    expect(kept).not.toContain(JSON.parse(secret()).privateKey.slice(40, 80));
  });
});
