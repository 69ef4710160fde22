import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctContracts } from '../../schemas/corrections.ts';
import { type MachineWithDesk, startMachineWithDesk } from '../desk/support/machine-with-desk.ts';
import type { Machine } from '../support/machine.ts';
import { madeUpMap } from '../support/made-up-dictionary.ts';
import { creation, item, submissionOf } from '../support/messages.ts';

const parcel = { ...item(), grossMass: 0.25 };

describe('a gateway with a dictionary, beside a customs that speaks its names', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-test-'));
  let desk: MachineWithDesk;
  let machine: Machine;
  beforeAll(async () => {
    const dictionary = path.join(folder, 'delta-h7.dictionary.json');
    const map = madeUpMap();
    writeFileSync(dictionary, JSON.stringify(map));
    desk = await startMachineWithDesk({ lane: { dictionary }, customs: { dictionary: map } });
    machine = desk.machine;
  });
  afterAll(async () => {
    await desk?.stop();
    rmSync(folder, { recursive: true });
    // The desk corrects the contracts of its process.
    correctContracts({});
  });

  const bodyOf = (message: string, lrn: string) => {
    const call = machine.customs.received.find(
      (one) => one.messageName === message && JSON.stringify(one.body).includes(lrn),
    );
    return (call?.body ?? {}) as Record<string, Record<string, unknown>>;
  };
  const records = (reference: string) =>
    machine.ledger.records({ authority: 'delta-h7', kind: 'declaration', reference });

  it('files in our names: customs has the official ones, and the ledger has ours, also of what customs answers', async () => {
    const written = submissionOf(creation('OURS-1', 'A', [parcel])).replace('"grossMass":0.25', '"grossMass":0.250');
    await machine.submit(written);
    const filing = await machine.until('OURS-1', ({ state }) => state === 'released');
    const taxed = expect.objectContaining({ payableTaxAmount: expect.any(Number), taxType: 'B00' });
    expect(filing.dutiesAndTaxes).toMatchObject({ itemsTaxation: expect.arrayContaining([taxed]) });
    expect(filing.history.map(({ message }) => message)).toEqual(['Creation_H7', 'Response_H7', 'State_H7']);

    const { header, declaration } = bodyOf('Creation_H7', 'OURS-1');
    expect(header).toMatchObject({ lrn: 'OURS-1', dateHeureMessage: expect.any(String) });
    expect(declaration).toMatchObject({ articles: [{ codeMarchandise: '610910', masseBrute: 0.25 }] });
    expect(JSON.stringify(declaration)).not.toMatch(/"items"|commodityCode/);

    const kept = await records('OURS-1');
    const sent = kept.find((one) => one.type === 'sent');
    expect(sent).toMatchObject({ body: expect.stringMatching(/"items":\[.*"commodityCode".*"grossMass":0\.250/) });
    const [first, second] = kept.filter((one) => one.type === 'received');
    expect(first).toMatchObject({
      message: 'Response_H7',
      body: expect.stringContaining('"payableTaxAmount"'),
      raw: expect.stringMatching(/"codeEtat".*"liquidationArticles".*"montantDu"/),
      drift: [],
    });
    expect(second).toMatchObject({
      message: 'State_H7',
      raw: expect.stringContaining('"referenceLocale":"OURS-1"'),
      drift: [],
    });
  });

  it('takes the official names, too, refuses faults by them, and leads from customs’ pointer to our place', async () => {
    const { declaration } = creation('THEIRS-1', 'D');
    const { items: _, ...general } = declaration;
    const article = (codeMarchandise: string, itemNumber = 1) => {
      const { goodsDescription: designation, commodityCode: __, intrinsicValue, ...others } = { ...parcel, itemNumber };
      const { intrinsicValueAmount: montantValeur, ...currency } = intrinsicValue;
      return { ...others, designation, codeMarchandise, valeurIntrinseque: { montantValeur, ...currency } };
    };
    const official = (articles: unknown[], lrn = 'THEIRS-1') =>
      submissionOf({ header: { lrn }, declaration: { ...general, articles } });

    await machine.submit(official([article('61')]));
    const refused = await machine.until('THEIRS-1', ({ status }) => status === 'refused');
    expect(refused.errors).toMatchObject([{ errorPointer: '/payload/declaration/articles/0/codeMarchandise' }]);

    // Customs takes it and says nothing, so that this test speaks for it.
    machine.customs.misbehave({ kind: 'lost-answer' });
    await machine.submit(official([article('610910'), article('950300', 2)]));
    await machine.until('THEIRS-1', ({ status }) => status === 'sent');
    const error = { errorType: 12, errorCode: 'H7_NAT_004', pointeur: 'declaration.articles[1].codeMarchandise' };
    const header = { dateHeureMessage: '2026-11-22T10:00:04+01:00[Europe/Paris]', messageId: 'e-1' };
    const answer = { header, declaration: { referenceLocale: 'THEIRS-1' }, erreurs: [error] };
    expect(await machine.callback('/declarations/erreurs', answer)).toMatchObject({ status: 200 });
    await machine.until('THEIRS-1', ({ status }) => status === 'rejected');
    const shown = await desk.run('show', 'THEIRS-1', '--json', '--messages');
    const { errors, history } = JSON.parse(shown.out);
    expect(errors).toMatchObject([
      {
        errorPointer: 'declaration.items[1].commodityCode',
        at: { pointer: '/declaration/items/1/commodityCode', path: 'item 2 › commodity code', value: '950300' },
      },
    ]);
    expect(history.at(-1).body).toBe(JSON.stringify(answer));

    await machine.submit(official([article('610910')], 'THEIRS-2'));
    await machine.until('THEIRS-2', ({ state }) => state === 'anticipated');
    await machine.submit(
      submissionOf(
        { header: { referenceLocale: 'THEIRS-2' }, localisation: { locationType: 'A' } },
        { message: 'Validation_H7' },
      ),
    );
    await machine.until('THEIRS-2', ({ state }) => state === 'released');
    expect(bodyOf('Validation_H7', 'THEIRS-2')).toMatchObject({
      header: { referenceLocale: 'THEIRS-2' },
      localisation: { locationType: 'A' },
    });
  });

  it('asks by the official names, and reads what is found by them', async () => {
    const payload = {
      header: { messageId: 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1795338000' },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: [{ lrn: 'OURS-1' }],
    };
    await machine.submit(submissionOf(payload, { message: 'Consult_H7', reason: 'after an incident' }));
    const filing = await machine.until('OURS-1', ({ history }) =>
      history.some(({ message }) => message === 'Response_Consult_H7'),
    );
    expect(filing).toMatchObject({ state: 'released' });
    expect(bodyOf('Consult_H7', 'OURS-1')).toMatchObject({ declarationsConsultees: [{ numeroLocal: 'OURS-1' }] });
  });
});
