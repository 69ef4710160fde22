import type { DeskAuthority } from '../desk-authority.ts';
import { defineAskStatus } from './define-ask-status.ts';

/** The desk's command and words for Tolletaten. */
export const tollDesk: DeskAuthority = {
  commands: [defineAskStatus],
  asks: (reference) => `npx declarant ask-status ${reference} --reason "…"`,
  canAsk: ({ kind, status }) => kind === 'presentation' && status === 'sent',
  async ask(gateway, references, reason) {
    const { askStatuses } = await import('./ask-status.ts');
    const asked = await askStatuses(gateway, references, reason);
    return asked.map(({ reference, action }) => ({ reference, isAsked: action === 'asked' }));
  },
  examples: {
    message: 'house-consignment',
    followUp: 'house-consignment',
    reference: '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11',
    submit: 'samples/toll/01-*.json --wait',
    state: 'held',
    init: ['--toll-base-url https://api-test.toll.no'],
  },
};
