import type { Sample } from '../../../local/start/samples.ts';
import type { Outcome } from '../../../schemas/outcome.ts';

export const released = { status: 'answered', state: 'released' } as const;

/** A sample of one declaration that ends released. */
export function sampleOf(reference: string, more: Partial<Sample> = {}): Sample {
  return {
    file: `${reference}.json`,
    title: reference,
    submission: { authority: 'delta-h7', message: 'Creation_H7' },
    followUps: [],
    filings: [{ reference, kind: 'declaration', expect: released }],
    ...more,
  };
}

/** The outcomes of a filing that its platform receives. */
export function heard(reference: string, more: Partial<Outcome>): Outcome {
  return {
    id: `${reference}/${more.state}`,
    at: '2026-11-22T10:00:00.000Z',
    outcome: more.state === 'released' ? 'released' : 'accepted',
    authority: 'delta-h7',
    message: 'Response_H7',
    messageId: 'm',
    reference,
    kind: 'declaration',
    platform: 'shop-1',
    status: 'answered',
    ...more,
  };
}
