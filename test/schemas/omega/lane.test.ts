import { describe, expect, it } from 'vitest';
import { omegaLane } from '../../../schemas/omega/lane.ts';
import { settingsOf } from '../../../schemas/settings.ts';

const least = {
  verifyUrl: 'https://omega.example/VerifierRecevabiliteTJDC',
  createUrl: 'https://omega.example/CreerDemandeTJDC',
  DNEntreprise: 'CN=Fournisseur,O=Company',
  NumeroCAD: 'GRD-F-000123',
  Login: 'fournisseur01',
  credentialsSecret: 'declarant/prod/omega/credentials',
};
const faults = (more: object) => omegaLane.safeParse({ ...least, ...more }).error?.issues.map(({ message }) => message);

describe('a lane to OMEGA', () => {
  it('has defaults for what is not its own', () => {
    expect(omegaLane.parse(least)).toMatchObject({
      ...{ timeoutSeconds: 310, retryMinutes: 30, share: { perSecond: 5, perHour: 10_000 } },
    });
  });

  it.each<[string, object, string]>([
    // A certificate is shown in TLS, which plain HTTP does not have, on this machine neither.
    ['plain HTTP', { verifyUrl: 'http://127.0.0.1:9300/v' }, 'must be https: the certificate is shown by TLS'],
    [
      'plain HTTP in the second step',
      { createUrl: 'http://127.0.0.1:9300/c' },
      'must be https: the certificate is shown by TLS',
    ],
    [
      'plain HTTP in capitals',
      { verifyUrl: 'HTTP://127.0.0.1:9300/v' },
      'must be https: the certificate is shown by TLS',
    ],
    ['a name on two lines', { DNEntreprise: 'O=Company\nC=FR' }, 'text on one line, without control characters'],
    ['a character that XML cannot hold', { Login: 'a\u0000b' }, 'text on one line, without control characters'],
    ['a name of blanks', { DNEntreprise: '  ' }, 'must not be empty'],
    ['a call of more than 400 s', { timeoutSeconds: 401 }, 'at most 400 s'],
    ['no time to wait', { retryMinutes: 0 }, 'more than 0'],
    ['no day', { openingHours: { days: [], from: '08:00', to: '20:00' } }, 'at least one day'],
    ['no time of day', { openingHours: { days: ['mon'], from: '07:60', to: '20:00' } }, 'a time in Paris, as 08:30'],
    ['the end first', { openingHours: { days: ['mon'], from: '20:00', to: '08:00' } }, 'must be later than from'],
  ])('does not have %s', (_, more, message) => {
    expect(faults(more)).toEqual([message]);
  });

  it('may have opening hours', () => {
    expect(faults({ openingHours: { days: ['mon', 'sat'], from: '08:00', to: '20:30' } })).toBeUndefined();
  });
});

describe('the secret of a lane to OMEGA', () => {
  const { credentials } = settingsOf('omega');

  it.each([
    { certificate: 'c', privateKey: 'k' },
    { certificate: 'c', privateKey: 'k', passphrase: '', authorities: 'a' },
    { pkcs12: 'p', passphrase: 'w' },
  ])('has one of two forms: %j', (secret) => {
    expect(credentials().safeParse(secret).success).toBe(true);
  });

  it.each([{ certificate: '' }, { pkcs12: 1 }, { privateKey: null }, { passphrase: 7 }])(
    'holds texts: %j',
    (secret) => {
      expect(credentials().safeParse(secret).success).toBe(false);
    },
  );
});
