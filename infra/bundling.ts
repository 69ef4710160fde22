import path from 'node:path';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** Modules that are bundled in place of others. */
export const replaced = {
  '@aws-sdk/credential-provider-node': path.resolve(import.meta.dirname, '../functions/environment-credentials.ts'),
};

/** The settings of a function's bundle. */
export const bundling = {
  // Built for the older of the two Node versions, so that the deployed files also run locally.
  target: 'node20',
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  // Names of classes and functions are not kept: giving them back one by one is a tenth of a cold start.
  // An error that may be logged says its own.
  minify: true,
  bundleAwsSDK: true,
  // The SDK's CommonJS parts call `require`, which an ES module does not have.
  esbuildArgs: Object.fromEntries(Object.entries(replaced).map(([module, file]) => [`--alias:${module}`, file])),
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};
