import type { Warning } from '../contract.ts';
import { textAt, valueAt } from '../fault.ts';
import { USUAL_PCE } from './fields.ts';

/** The doubtful places in a request. */
export function warnings(message: string, payload: unknown): Warning[] {
  if (message !== 'CreerDemandeTJDC') return [];
  const point = textAt(payload, '/NumeroPCE');
  return [
    ...(point === undefined || USUAL_PCE.test(point)
      ? []
      : [
          {
            pointer: '/NumeroPCE',
            text: 'it is neither 14 digits nor GI and six digits: an unknown number makes an entry at OMEGA (022)',
            certainty: 'inferred' as const,
            source: 'CreerDemandeTJDC V1.9 §3.3.1.2',
          },
        ]),
    ...(valueAt(payload, '/Tarif') === undefined
      ? []
      : [
          {
            pointer: '/Tarif',
            text: 'OMEGA does not consider it (§3.3.1.2): it may be left out',
            certainty: 'verified' as const,
            source: 'CreerDemandeTJDC V1.9 §3.3.1.2',
          },
        ]),
  ];
}
