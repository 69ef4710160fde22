/**
 * Replaces the SDK's chain of credential providers in the bundles. Lambda puts a function's credentials into its
 * environment; files, single sign-on and metadata services would only be code to load at each cold start, and ways to
 * credentials that nobody gave.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
