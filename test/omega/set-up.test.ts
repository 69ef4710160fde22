import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../desk/commands/init.ts';
import { settingsChecks } from '../../desk/doctor/settings.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { builtInDescriptor } from '../../schemas/omega/descriptor/built-in.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { keptTerminal } from '../desk/support/terminal.ts';

let cwd: string;
const file = () => path.join(cwd, 'prod.json');
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const answers = {
  'verify-url': 'https://omega.example/ws/VerifierRecevabiliteTJDC',
  'create-url': 'https://omega.example/ws/CreerDemandeTJDC',
  'dn-entreprise': 'CN=Fournisseur,O=Fournisseur SA,C=FR',
  'numero-cad': 'GRD-F-000123',
  login: 'fournisseur01',
};

/** Writes a configuration where nobody is asked. */
async function written(given: Record<string, string | undefined> = {}) {
  const options = { file: file(), given: { stage: 'prod', authorities: 'omega', ...answers, ...given } };
  const { terminal, out } = keptTerminal();
  await init(options, undefined, terminal);
  const text = readFileSync(file(), 'utf8');
  return { lane: JSON.parse(text).lanes.omega, configuration: parseConfiguration(text, file()), said: out.join('\n') };
}

describe('init of a lane to OMEGA', () => {
  it('asks for what goes out with each call, and writes nothing that was not answered', async () => {
    const { lane, configuration, said } = await written();
    expect(lane).toEqual({
      verifyUrl: answers['verify-url'],
      createUrl: answers['create-url'],
      DNEntreprise: answers['dn-entreprise'],
      NumeroCAD: answers['numero-cad'],
      Login: answers.login,
      credentialsSecret: 'declarant/prod/omega/credentials',
      share: { perSecond: 5, perHour: 10_000 },
    });
    expect(configuration).not.toHaveProperty('callbacks');
    expect(said).toContain('{"certificate", "privateKey"} or {"pkcs12", "passphrase"}');
  });

  it.each(Object.keys(answers))('wants --%s from whoever cannot be asked', async (flag) => {
    await expect(written({ [flag]: undefined })).rejects.toThrow(new RegExp(`Give these too:\\n {2}--${flag} `));
  });

  it('takes opening hours whole, or none', async () => {
    const hours = { 'opening-days': 'mon,tue', 'opening-from': '08:00', 'opening-to': '19:30' };
    const { lane } = await written(hours);
    expect(lane.openingHours).toEqual({ days: ['mon', 'tue'], from: '08:00', to: '19:30' });
    rmSync(file());
    await expect(written({ 'opening-days': 'mon' })).rejects.toThrow(/--opening-from .+\n {2}--opening-to /);
    await expect(written({ ...hours, 'opening-from': '8h' })).rejects.toThrow(/--opening-from 8h: a time in Paris/);
    await expect(written({ ...hours, 'opening-to': '07:00' })).rejects.toThrow(/must be later than from/);
  });
});

describe('the doctor, of the settings of a lane to OMEGA', () => {
  const look = async (lane: object) => {
    const configuration = parseConfiguration(
      JSON.stringify({ stage: 'prod', platforms: [], lanes: { omega: lane } }),
      file(),
    );
    return (await Promise.all(settingsChecks(connectionOf('omega'), configuration)))[0];
  };

  it('[OM-5] warns while the built-in descriptor is used', async () => {
    const { lane } = await written();
    expect(await look(lane)).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(/^the built-in descriptor is used, which nobody has verified: /),
      remedy: expect.stringContaining('docs/omega-descriptor.md'),
    });
  });

  it('[OM-5] says which descriptor is used, and warns until an operator has verified it', async () => {
    const name = path.join(cwd, 'omega.descriptor.json');
    const { lane } = await written();
    const looked = (verified: boolean) => {
      writeFileSync(name, JSON.stringify({ ...builtInDescriptor, verified }));
      return look({ ...lane, descriptor: 'omega.descriptor.json' });
    };
    expect(await looked(false)).toMatchObject({
      verdict: 'warning',
      says: 'its descriptor is not marked as verified; descriptor is omega.descriptor.json',
    });
    expect(await looked(true)).toMatchObject({
      verdict: 'ok',
      says: 'its URLs are of one environment; descriptor is omega.descriptor.json',
    });
  });
});
