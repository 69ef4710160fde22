import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { certificateFaultOf } from '../../schemas/certificate-fault.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const MINUTE_MS = 60_000;

/** The gateway, with what it reports of the lane's certificate. */
class Watched extends ToyGateway {
  readonly reported: object[] = [];
  override get ports() {
    const problem = (name: string, fields: object = {}) => {
      this.problems.push(name);
      if (name === 'certificate.unusable') this.reported.push(fields);
    };
    return { ...super.ports, telemetry: { event() {}, problem } };
  }
}

const refused = (detail: string): Verdict => ({
  ...{ kind: 'unauthorised', cause: 'tls', detail, httpStatus: null },
  error: { errorCode: 'tls' },
});

describe("a lane's own certificate", () => {
  it('that fails stops the lane, is told of with each try by what is wrong, and loses nothing', async () => {
    const gateway = new Watched();
    const details = ['certificate-missing', 'certificate-missing', 'certificate-foreign-issuer'];
    gateway.toymaker.answers.push(...details.map(refused));
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    await gateway.submit('Letter', { id: 'L-2', wish: 'a car' });
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', cause: 'tls', detail: 'certificate-missing' });
    await gateway.pass(10 * MINUTE_MS);
    expect(gateway.reported).toEqual([
      { authority: TOY, cause: 'tls', detail: 'certificate-missing', certificate: 'missing' },
      { authority: TOY, cause: 'tls', detail: 'certificate-missing', certificate: 'missing' },
      { authority: TOY, cause: 'tls', detail: 'certificate-foreign-issuer', certificate: 'foreign' },
    ]);
    expect(gateway.problems.filter((name) => name === 'lane.opened')).toHaveLength(1);
    for (const reference of ['L-1', 'L-2']) expect(await gateway.filing(reference)).toMatchObject({ status: 'sent' });
  });

  it('is not told of where something else stops the lane', async () => {
    const gateway = new Watched();
    gateway.toymaker.answers.push(refused('CERT_HAS_EXPIRED'));
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(gateway.problems).toEqual(['lane.opened']);
  });

  it.each([
    ['certificate-wrong', 'wrong'],
    ['certificate-wrong-key', 'wrong'],
    ['certificate-expired-at-once', 'expired'],
    ['certificate-not-taken', undefined],
    ['certificate-wrongly', undefined],
    [undefined, undefined],
  ])('has, by the detail %s, the fault %s', (detail, fault) => {
    expect(certificateFaultOf({ cause: 'secret', ...(detail && { detail }) })).toBe(fault);
  });
});
