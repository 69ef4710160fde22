import { expect, it } from 'vitest';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { ToyGateway } from '../support/toy/gateway.ts';

const HOUR_MS = 3_600_000;
const unavailable = (detail: string): Verdict => ({
  ...{ kind: 'unavailable', cause: 'http-200', detail, httpStatus: 200, error: {} },
  ...{ mayHaveArrived: false, retryMs: 10 * HOUR_MS },
});

it.each([
  ['by hours of its own', 'service-closed', []],
  ['for a maintenance', 'service-maintenance', ['lane.opened']],
])(
  'an authority that is closed %s is left alone until it opens, and people are told: %s',
  async (_, detail, problems) => {
    const gateway = new ToyGateway();
    gateway.toymaker.answers.push(unavailable(detail));
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    await gateway.pass(9 * HOUR_MS);
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', detail });
    expect(gateway.toymaker.calls).toHaveLength(1);
    await gateway.pass(1.2 * HOUR_MS);
    expect(gateway.toymaker.calls).toHaveLength(2);
    expect(gateway.problems).toEqual(problems);
  },
);
