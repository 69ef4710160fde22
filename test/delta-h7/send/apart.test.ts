import { describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../functions/authorities/authority.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { creation, fallback, response, submissionOf } from '../../support/messages.ts';
import { declarationKey as key, received } from '../../support/records.ts';
import { trustingFrom } from '../../support/trust.ts';
import { sendPorts } from './support/send-ports.ts';

const LRN = key.reference;

/** Two platforms at one sender, over a ledger in memory. */
describe('platforms that are apart', () => {
  it.each([
    ['Validation_H7', { header: { lrn: LRN } }, '/payload/header/lrn'],
    [
      'Request_Invalidation_H7',
      {
        header: { operatorRequestReference: 'R-1', invalidationMotivation: 'a mistake' },
        declarations: [{ lrn: LRN }],
      },
      '/payload/declarations/0/lrn',
    ],
    ['Fallback_H7', fallback(LRN), '/payload/header/lrn'],
    [
      'Consult_H7',
      {
        header: { messageId: 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1764000000' },
        clearanceAgreement: { clearanceAgreementNumber: 'FR000042' },
        declarations: [{ lrn: LRN }],
      },
      '/payload/declarations/0/lrn',
    ],
  ])('[F33] do not ask by %s about what another filed', async (message, payload, pointer) => {
    const ledger = memoryLedger();
    const sent: OutgoingMessage[] = [];
    const told: Outcome[] = [];
    const send = async (one: OutgoingMessage) => {
      sent.push(one);
      return { kind: 'accepted', httpStatus: 200 } as const;
    };
    const ports = sendPorts(
      { now: () => new Date('2026-11-22T09:00:00.000Z'), send },
      {
        ledger,
        outcomes: { publish: async (outcome) => void told.push(outcome) },
        ...trustingFrom('AROASOMEBODY', { platforms: [{ name: 'shop-a' }, { name: 'shop-b' }] }),
      },
    );
    await dispatchText(submissionOf(creation(), { platform: 'shop-a' }), { id: 'q-1', receiveCount: 1 }, ports);
    await ledger.receive(key, received('Response_H7', response()), { fact: 'validated' });
    const asked = submissionOf(payload, { platform: 'shop-b', message, reason: 'lost callbacks' });
    await dispatchText(asked, { id: 'q-2', receiveCount: 1 }, ports);
    expect(sent).toHaveLength(1);
    expect(told).toMatchObject([{ outcome: 'refused', platform: 'shop-b', faults: [{ pointer }] }]);
    expect(JSON.stringify(told)).not.toMatch(/shop-a|validated|2282319/);
  });
});
