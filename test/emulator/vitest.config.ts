import { defineConfig } from 'vitest/config';

/** `npm run emulate`: the tests that need an emulator of CloudFormation. */
export default defineConfig({
  test: {
    include: ['test/emulator/**/*.emulated.ts'],
    // Each goes on with what the one before it has deployed.
    bail: 1,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // The CDK's command line synthesizes, bundles and deploys in processes of its own.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
