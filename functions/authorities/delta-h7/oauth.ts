/** The parts of OAuth2 in use, in a file of their own so that they are imported only when a token is asked for. */
export {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
} from 'oauth4webapi';
