import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';
import { account, type Client, messageOf, startClient } from './client.ts';

let client: Client;
beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());

const body = messageOf('verify', {});
const issue = (more: object) => {
  const { privateKey } = client.certified;
  const wish = { subject: account.DNEntreprise, use: 'client', privateKey, ...more } as const;
  return client.simulator.certificates.authority.issue(wish);
};
const DAY_MS = 86_400_000;

describe('the certificate of a client', () => {
  it('is the supplier that calls', async () => {
    const other = issue({ subject: 'CN=Autre,O=Énergie SA' });
    expect((await client.post('verify', body, other)).texts('MessageRetour')).toEqual(['Habilitation incorrecte']);
    const reversed = issue({ subject: 'O=Énergie SA,CN=Fournisseur' });
    expect((await client.post('verify', body, reversed)).texts('TypeRetourDialogue')).toEqual(['P']);
  });

  it('has to be there', async () => {
    await expect(client.post('verify', body, 'none')).rejects.toThrow('handshake failure');
  });

  it('has to come from its authority, and to be in force', async () => {
    const foreign = certificateAuthority('CN=Autre').issue({ subject: account.DNEntreprise, use: 'client' });
    await expect(client.post('verify', body, foreign)).rejects.toThrow('unknown ca');
    const expired = issue({ from: new Date(Date.now() - 9 * DAY_MS), until: new Date(Date.now() - DAY_MS) });
    await expect(client.post('verify', body, expired)).rejects.toThrow('certificate expired');
    const early = issue({ from: new Date(Date.now() + DAY_MS) });
    await expect(client.post('verify', body, early)).rejects.toThrow('certificate expired');
  });

  it('may be revoked, or refused by command', async () => {
    await client.verify();
    client.simulator.misbehave({ kind: 'revoke' });
    await expect(client.verify()).rejects.toThrow('certificate revoked');
    await expect(client.post('verify', body, issue({}))).resolves.toMatchObject({ status: 200 });
    client.simulator.misbehave({ kind: 'clear' });
    client.simulator.misbehave({ kind: 'tls-alert', alert: 'access_denied' });
    await expect(client.verify()).rejects.toThrow('access denied');
    await expect(client.verify()).resolves.toMatchObject({ status: 200 });
  });

  it('never reached the methods where it was refused', () => {
    expect(client.simulator.received.map(({ processed }) => processed)).not.toContain(false);
    expect(client.simulator.received).toHaveLength(5);
  });
});
