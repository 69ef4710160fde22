import type { DeskAuthority } from '../desk-authority.ts';
import { agreementIn, inDoubt } from './askable.ts';
import { defineArrive } from './define-arrive.ts';
import { defineResync } from './define-resync.ts';
import { defineDictionary } from './dictionary/define-dictionary.ts';

/** The desk's commands and words for Delta-H7. */
export const deltaH7Desk: DeskAuthority = {
  commands: [defineArrive, defineResync, defineDictionary],
  referenceFlag: 'lrn',
  usedByKey: 'usedByCustoms',
  asks: (reference) => `npx declarant resync --lrn ${reference} --reason "…"`,
  canAsk: (filing) => filing.kind === 'declaration' && inDoubt.includes(filing.status) && agreementIn(filing) !== null,
  async ask(gateway, references, reason) {
    const { askCustoms, planResync } = await import('./plan-resync.ts');
    const plan = await planResync(gateway, { lrns: references, reason });
    const puts = await askCustoms(gateway, plan);
    const isAsked = (lrn: string) =>
      plan.consultations.some(({ lrns }, at) => lrns.includes(lrn) && puts[at]?.error === null);
    return references.map((reference) => ({ reference, isAsked: isAsked(reference) }));
  },
  arrivals: {
    async preview(gateway, { document, references, ...wish }) {
      const { planArrival } = await import('./plan-arrival.ts');
      return (await planArrival(gateway, { ...wish, transportDocument: document, lrns: references })).preview;
    },
    async announce(gateway, { document, references, ...wish }) {
      const { planArrival, submitArrival } = await import('./plan-arrival.ts');
      const plan = await planArrival(gateway, { ...wish, transportDocument: document, lrns: references });
      await submitArrival(gateway, plan);
      return plan.key;
    },
  },
  examples: {
    message: 'Creation_H7',
    followUp: 'Validation_H7',
    reference: 'MY-LRN-0001',
    submit: 'samples/01-*.json --lrn MY-LRN-0001 --wait',
    state: 'under-control',
    init: ['--per-second 5 --per-hour 5000', '--base-url https://dh7.example', '--token-url https://dh7.example/token'],
  },
};
