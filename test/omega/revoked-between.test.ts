import { expect, it } from 'vitest';
import { secretFor } from './support/account.ts';
import { MINUTE_MS, REFERENCE, scene } from './support/scene.ts';

const stage = scene();

it('[OM-4, OM-5] a certificate that is revoked between the steps stops the second, which is made once with the next one', async () => {
  const { gateway, omega } = stage;
  gateway.isNotifying = false;
  await gateway.request(REFERENCE);
  omega.misbehave({ kind: 'revoke' });
  gateway.isNotifying = true;
  await gateway.run();
  expect(await stage.filing()).toMatchObject({ status: 'waiting', state: 'receivable' });
  expect(gateway.admission.breaker).toMatchObject({ state: 'open', detail: 'certificate-expired-revoked' });
  expect(stage.calls()).toEqual(['verify']);

  gateway.secret = secretFor(omega);
  await gateway.pass(5 * MINUTE_MS);
  expect(await stage.filing()).toMatchObject({ status: 'answered', state: 'registered' });
  expect(stage.calls()).toEqual(['verify', 'create']);
});
