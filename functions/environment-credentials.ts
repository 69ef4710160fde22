/**
 * What the bundles hold in place of the SDK's chain of credential providers: Lambda puts a function's credentials
 * into its environment, so that files, single sign-on and metadata services would only be code that is loaded at
 * each cold start, and other ways to credentials that nobody gave.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
