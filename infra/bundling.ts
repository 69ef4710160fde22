import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

/** How a function's bundle is made. */
export const bundling = {
  // Built for the older of the two Node versions, so that the deployed files also run locally.
  target: 'node20',
  format: OutputFormat.ESM,
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  bundleAwsSDK: true,
  // The SDK's CommonJS parts call `require`, which an ES module does not have.
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};
