import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenStatus } from '../../../desk/token/token-status.ts';
import { type MachineWithDesk, startMachineWithDesk } from '../../desk/support/machine-with-desk.ts';
import { CALLBACK_TOKEN, type Machine, TOKEN_SECRET } from '../../support/machine.ts';
import { state } from '../../support/messages.ts';

let withDesk: MachineWithDesk;
let machine: Machine;
let cwd: string;
beforeAll(async () => {
  withDesk = await startMachineWithDesk();
  ({ machine, cwd } = withDesk);
});
afterAll(() => withDesk?.stop());

const run = (...argv: string[]) => withDesk.run('token', ...argv);
const statusNow = async () => JSON.parse((await run('status', '--json')).out) as TokenStatus;
const callBack = (token: string) =>
  machine.callback('/declarations/2282319/etats', state(), { Authorization: `Bearer ${token}` });

describe('an operator who changes the callback token', { timeout: 60_000 }, () => {
  it('[H7-A5] sees the token that customs uses, and changes it without a gap', async () => {
    expect(await statusNow()).toMatchObject({
      secret: TOKEN_SECRET,
      versions: [{ token: 'current', lastUsedAt: null }],
      usedByCustoms: null,
      changeWouldRefuse: null,
    });
    expect((await callBack(CALLBACK_TOKEN)).status).toBe(200);
    expect(await statusNow()).toMatchObject({ usedByAuthority: 'current', usedByCustoms: 'current' });

    const changed = await run('rotate', '--out', 'token.txt');
    expect(changed).toMatchObject({ code: 0, err: '' });
    const token = readFileSync(path.join(cwd, 'token.txt'), 'utf8').trim();
    expect(token).toMatch(/^[\w-]{64}$/);
    expect(statSync(path.join(cwd, 'token.txt')).mode & 0o777).toBe(0o600);
    expect(changed.out).not.toContain(token);
    expect(changed.out).toContain('It and the one before are both taken, until the next change.');
    expect(changed.out).toMatch(/Send it to your contact at customs in an encrypted mail/);
    expect(changed.out).toContain(
      `call back ${machine.gateway.ready.callbackUrl} with "Authorization: Bearer <token>"`,
    );

    expect(await statusNow()).toMatchObject({
      versions: [
        { token: 'current', lastUsedAt: null },
        { token: 'previous', lastUsedAt: expect.any(String) },
      ],
      usedByCustoms: 'previous',
    });
    expect([(await callBack(CALLBACK_TOKEN)).status, (await callBack(token)).status]).toEqual([200, 200]);
    expect(await statusNow()).toMatchObject({ usedByCustoms: 'current' });
  });

  it('[H7-A5] cannot drop the token that customs uses, unless it is forced', async () => {
    const before = await statusNow();
    const refused = await run('rotate', '--out', 'other.txt');
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/^The token was not changed: customs still uses the previous token\./);
    expect(() => statSync(path.join(cwd, 'other.txt'))).toThrow();
    const asJson = await run('rotate', '--json');
    expect(JSON.parse(asJson.out)).toMatchObject({ error: { code: 'NOT_CHANGED' } });
    expect(await statusNow()).toEqual(before);

    const forced = await run('rotate', '--force', '--show', '--json');
    const { token, versionId, versions, callbackUrl } = JSON.parse(forced.out);
    expect(callbackUrl).toBe(machine.gateway.ready.callbackUrl);
    expect(token).toMatch(/^[\w-]{64}$/);
    expect(versions[0]).toMatchObject({ token: 'current', versionId });
    expect(JSON.stringify(machine.logs)).not.toContain(token);
  });

  it('sees no token without asking for it, and overwrites none', async () => {
    const there = await run('rotate', '--force', '--out', 'token.txt');
    expect(there.code).toBe(2);
    expect(there.err).toMatch(/^token\.txt cannot be written \(it is there already\): nothing was changed/);
    const { out } = await run('rotate', '--force');
    expect(out).toContain('1. Make another one with --show or --out');
    expect(out).not.toContain('aws ');
    expect(JSON.parse((await run('rotate', '--force', '--json')).out)).not.toHaveProperty('token');
  });
});
