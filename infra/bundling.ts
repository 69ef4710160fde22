import path from 'node:path';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';

const functions = path.resolve(import.meta.dirname, '../functions');

/** Modules that the bundles contain in place of others. */
export const replaced = {
  '@aws-sdk/credential-provider-node': path.join(functions, 'environment-credentials.ts'),
};

/** Modules that a bundle contains in place of others, where it has no use for these packages. */
export function replacedWithout(leftOut: readonly string[]): Record<string, string> {
  return { ...replaced, ...Object.fromEntries(leftOut.map((name) => [name, path.join(functions, 'left-out.cjs')])) };
}

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
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};

/** The arguments by which esbuild replaces modules. */
export function aliasArguments(modules: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(modules).map(([module, file]) => [`--alias:${module}`, file]));
}
