import { expect, it } from 'vitest';
import { checkSecrets } from '../../../local/configuration.ts';
import { configured } from '../../infra/support/synthesized.ts';
import { needed, prepare, secrets, started } from '../../local/support/gateway.ts';
import { neverCallsBack } from '../../support/toy/never-calls-back.ts';

neverCallsBack('delta-h7');
const { lanes, ...gateway } = configured({ callbacks: undefined });
const lane = lanes['delta-h7'];
const configuration = { ...gateway, lanes: { 'delta-h7': lane } };

it('a gateway that no authority calls back runs on this machine without a token and without a URL of callbacks', async () => {
  const { 'test/token': _, ...withoutToken } = secrets;
  const account = secrets['test/credentials'];
  checkSecrets(configuration, { [String(lane?.credentialsSecret)]: account });
  const { ready } = await started({ ...prepare(needed).options, secrets: withoutToken });
  expect(ready).toMatchObject({ ready: true, table: 'declarant-test-ledger' });
  expect(ready).not.toHaveProperty('callbackUrl');
});
