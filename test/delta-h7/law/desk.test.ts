import { expect, it } from 'vitest';
import { checkMessage } from '../../../desk/actions/submit-message.ts';
import { connection } from '../../../desk/gateway/reached-gateway.ts';
import { examineFiling } from '../../../desk/replay/examine-filing.ts';
import type { Configuration } from '../../../schemas/configuration.ts';
import { creationH7 } from '../../../schemas/delta-h7/creation-h7.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { creation, item, submissionOf } from '../../support/messages.ts';

const now = new Date('2026-11-22T12:00:00Z');
const unidentified = creation('L-1', 'A', [{ ...item(), supportingDocuments: [], additionalReferences: [] }]);

/** A gateway whose lane has these settings of the law. */
const gatewayWith = (law: object) =>
  connection('the gateway', '', ['delta-h7'], {
    ...{ region: 'eu-west-3', stage: 'prod', table: 'ledger', callbackUrl: undefined, putUp: 'deploy it' },
    queueUrl: async () => '',
    configuration: () => ({ lanes: { 'delta-h7': { law } }, files: {} }) as unknown as Configuration,
  });
const raising = gatewayWith({ raise: ['product-identifiers'] });

it("a form of the console refuses what the lane's own law refuses", () => {
  const written = { authority: 'delta-h7', contract: creationH7, platform: 'shop-1', reason: undefined } as const;
  const message = { ...written, payload: JSON.stringify(unidentified) };
  expect(checkMessage(message, raising.law('delta-h7'), now)).toMatchObject({
    faults: [{ id: 'product-identifiers' }],
  });
  expect(checkMessage(message, gatewayWith({}).law('delta-h7'), now)).toMatchObject({
    faults: [],
    warnings: [{ id: 'product-identifiers' }],
  });
});

it("a replay leaves out what the lane's own law refuses", async () => {
  const key = { authority: 'delta-h7', kind: 'declaration', reference: 'L-1' } as const;
  const body = submissionOf({ ...unidentified, extra: 1 });
  const ledger = memoryLedger();
  await ledger.refuse(key, {
    ...{
      type: 'refused',
      message: 'Creation_H7',
      at: '2026-11-22T10:00:00.000Z',
      platform: 'shop-1',
      digest: 'd',
      body,
    },
    errors: [{ errorDescription: 'unknown property' }],
  });
  const correction = [{ kind: 'operations', operations: [{ op: 'remove', path: '/extra' }] }] as const;
  const examined = (gateway: typeof raising) =>
    examineFiling(key, { reason: 'corrected', now, correction }, { ledger, law: gateway.law });
  expect(await examined(raising)).toEqual({
    leftOut: expect.stringContaining('a distance sale identifies its product'),
  });
  expect(await examined(gatewayWith({}))).toMatchObject({ faults: [], warnings: [{ id: 'product-identifiers' }] });
});
