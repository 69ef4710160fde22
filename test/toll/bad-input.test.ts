import { generateKeyPairSync } from 'node:crypto';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { expiryChecks } from '../../desk/doctor/expiry.ts';
import { tokenChecks } from '../../desk/doctor/token.ts';
import { breakerStatus } from '../../desk/lanes/lane-status.ts';
import { laneLines } from '../../desk/render/lanes.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { type TollTrouble, troubles } from '../../schemas/toll/troubles.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { issueCertificate } from '../support/issue-certificate.ts';
import { ledgerTables } from '../support/ledger-tables.ts';
import { TollGateway } from './support/gateway.ts';
import { lane, publicKey, secret, Tolletaten } from './support/tolletaten.ts';

const root = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signer = { name: 'Root', key: root.privateKey };
const leaf = issueCertificate({ name: 'Operator AS', publicKey, issuer: signer });
const top = issueCertificate({ name: 'Root', publicKey: root.publicKey, issuer: signer });
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const ungranted = { error: 'invalid_grant', error_description: 'Invalid scope (MP-250) id=1' };
const unexchanged = { error_description: 'Not authorized to request scope toll:movement/entry' };

/** Each mistake, its code, and how it comes about. */
const wrong: [string, TollTrouble, { value?: string; spoil?: (tolletaten: Tolletaten) => void }][] = [
  ['an unknown key form', 'key-form', { value: secret({ privateKey: publicPem }) }],
  ['a wrong PEM', 'key-not-pem', { value: secret({ privateKey: 'MIIEvQIBADANBg' }) }],
  ['a chain in the wrong order', 'chain-order', { value: secret({ keyId: undefined, certificateChain: top + leaf }) }],
  ['neither a key id nor a chain', 'no-key-id', { value: secret({ keyId: undefined }) }],
  [
    'a clock that is off by more than 10 s',
    'clock',
    {
      spoil: (tolletaten) => {
        tolletaten.aheadMs = -11_000;
      },
    },
  ],
  [
    'a scope that Maskinporten did not grant',
    'MP-250',
    { spoil: ({ answers }) => answers.push(['/maskinporten', { status: 403, body: ungranted }]) },
  ],
  [
    'a scope that Tolletaten did not grant',
    'scope-not-granted',
    { spoil: ({ answers }) => answers.push(['/exchange', { status: 400, body: unexchanged }]) },
  ],
];

describe('what an operator may do wrong', () => {
  it.each(wrong)(
    '[TO-1] %s stands in the state of the lane in one plain sentence, and loses nothing',
    async (...one) => {
      const [, detail, { value = secret(), spoil }] = one;
      const { means, remedy } = troubles[detail];
      const gateway = new TollGateway();
      gateway.secret = value;
      spoil?.(gateway.tolletaten);
      const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
      gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
      await gateway.submit('container', { requestId });

      expect(await gateway.filing(requestId)).toMatchObject({ status: 'waiting' });
      expect(gateway.tolletaten.presented.size).toBe(0);
      const breaker = breakerStatus('toll', gateway.admission, new Date(gateway.clock));
      expect(breaker).toMatchObject({ state: 'open', detail, means, remedy });
      const status = {
        ...{ authority: 'toll' as const, breaker, hour: { used: 1, share: 10 }, waiting: { count: 1, more: false } },
        ...{ outbox: 0, deadLetters: 0, alone: [], lastWord: null },
      };
      const text = laneLines([status], keptTerminal().terminal).join('\n');
      expect(text).toContain(`(${detail}): ${means}`);
      expect(text).toContain(`→ ${remedy}`);

      gateway.secret = secret();
      gateway.tolletaten.aheadMs = 0;
      await gateway.pass(5 * 60_000);
      expect(await gateway.filing(requestId)).toMatchObject({ status: 'answered', state: 'presented' });
      expect([...gateway.tolletaten.presented]).toEqual([requestId]);
    },
  );
});

describe('the doctor', () => {
  const tables = ledgerTables();
  afterEach(() => void vi.unstubAllGlobals());

  /** The doctor's findings on the credentials of the lane, by their part. */
  async function look(value: string, spoil?: (tolletaten: Tolletaten) => void) {
    const tolletaten = new Tolletaten(Date.now);
    spoil?.(tolletaten);
    vi.stubGlobal('fetch', tolletaten.fetch);
    const secrets = { send: async () => ({ SecretString: value, CreatedDate: new Date() }) };
    const installation = {
      ...connectionOf('toll').installation,
      table: await tables.make(),
      dynamodb: async () => tables.client,
      secrets: async () => secrets as unknown as SecretsManagerClient,
    };
    const gateway = { ...connectionOf('toll'), installation };
    const configured = parseConfiguration(
      JSON.stringify({ stage: 'test', lanes: { toll: lane() }, platforms: [] }),
      'c.json',
    );
    const checks = [
      ...tokenChecks(gateway, configured, { newToken: true, now: Date.now }),
      ...expiryChecks(gateway, configured, new Date()),
    ];
    return Object.fromEntries((await Promise.all(checks)).map(({ part, ...finding }) => [part, finding]));
  }

  it('finds a token where all is right', async () => {
    const found = await look(secret());
    expect(found).toMatchObject({
      'token of toll': { verdict: 'ok' },
      'age of the credentials of toll': { verdict: 'ok' },
    });
  });

  it.each(wrong)('[TO-1] tells of %s in one plain sentence, with what to do', async (...one) => {
    const [, detail, { value = secret(), spoil }] = one;
    const { means, remedy } = troubles[detail];
    const finding = { verdict: 'fault', says: expect.stringContaining(`(${detail}): ${means}`), remedy };
    const found = await look(value, spoil);
    expect(found).toMatchObject({ 'token of toll': finding });
    // Such a code is of Maskinporten, of the exchange or of the secret: no single URL is to blame.
    expect(found['token of toll']?.says).not.toContain('://');
    // A fault of the secret itself is seen without a grant.
    const isSecret = value !== secret();
    expect(found).toMatchObject({ 'age of the credentials of toll': isSecret ? finding : { verdict: 'ok' } });
  });
});
