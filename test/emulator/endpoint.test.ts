import { describe, expect, it } from 'vitest';
import { emulated } from './support/endpoint.ts';

describe('the environment of an emulator', () => {
  it.each(['http://localhost:4566', 'http://127.0.0.1:5000', 'http://127.1.2.3', 'http://[::1]:4566'])(
    'is at %s',
    (url) => {
      expect(emulated({ AWS_ENDPOINT_URL: url }, 'eu-west-3')).toMatchObject({
        AWS_ENDPOINT_URL: url,
        AWS_REGION: 'eu-west-3',
      });
    },
  );

  it.each([
    undefined,
    '',
    'localhost',
    'https://cloudformation.eu-west-3.amazonaws.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://localhost@192.0.2.1',
    'http://0.0.0.0:4566',
    'http://192.0.2.1:4566',
  ])('is not at %s', (url) => {
    expect(() => emulated({ ...(url !== undefined && { AWS_ENDPOINT_URL: url }) }, 'eu-west-3')).toThrow(
      'on this machine',
    );
  });

  it('has nothing by which an account could be reached', () => {
    const theirs = {
      AWS_PROFILE: 'production',
      AWS_SESSION_TOKEN: 'theirs',
      AWS_ACCESS_KEY_ID: 'theirs',
      AWS_ENDPOINT_URL_S3: 'https://s3.eu-west-3.amazonaws.com',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/theirs',
      CDK_DEFAULT_ACCOUNT: '123456789012',
    };
    const ours = emulated({ ...theirs, AWS_ENDPOINT_URL: 'http://localhost:4566', PATH: '/bin' }, 'eu-west-3');
    expect(ours['PATH']).toBe('/bin');
    expect(ours['AWS_ACCESS_KEY_ID']).toBe('emulated');
    for (const name of Object.keys(theirs).filter((one) => one !== 'AWS_ACCESS_KEY_ID'))
      expect(ours).not.toHaveProperty(name);
  });
});
