/** The part of OAuth2 that is used, by itself so that it can be imported when a token is asked for. */
export {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
} from 'oauth4webapi';
