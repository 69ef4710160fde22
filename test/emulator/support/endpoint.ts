const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The environment in which all of AWS is at `AWS_ENDPOINT_URL`. It contains none of the caller's credentials, profiles
 * or endpoints, so that no call can reach an account.
 * @throws {TypeError} where the address is none of this machine
 */
export function emulated(environment: NodeJS.ProcessEnv, region: string): Record<string, string> {
  const url = environment['AWS_ENDPOINT_URL'] ?? '';
  if (!URL.canParse(url) || !LOOPBACK.test(new URL(url).hostname))
    throw new TypeError(
      `AWS_ENDPOINT_URL is the emulator on this machine, for example http://localhost:4566, not ${url}`,
    );
  const others = Object.entries(environment).filter(([name]) => !/^(AWS|CDK)_/i.test(name));
  return {
    ...(Object.fromEntries(others) as Record<string, string>),
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'emulated',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: 'true',
  };
}
