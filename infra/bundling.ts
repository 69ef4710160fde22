import path from 'node:path';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Modules that the bundles contain in place of others. */
export const replaced = {
  '@aws-sdk/credential-provider-node': path.resolve(import.meta.dirname, '../functions/environment-credentials.ts'),
};

/** The settings of a function's bundle. */
export const bundling = {
  // The older of the two Node versions, so that the deployed files also run locally.
  target: 'node20',
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  // Without the names of classes and functions: restoring them one by one takes a tenth of a cold start. An error that
  // may be logged states its own name.
  minify: true,
  bundleAwsSDK: true,
  // The SDK's CommonJS parts call `require`, which an ES module does not have.
  esbuildArgs: Object.fromEntries(Object.entries(replaced).map(([module, file]) => [`--alias:${module}`, file])),
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};
