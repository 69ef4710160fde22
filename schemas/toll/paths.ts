/** The endpoints of movement presentation and routing, each once, below the base URL. */
export const paths = {
  presentation: '/api/movement/presentation/v1',
  /** `{requestId}` stands for the reference; whether it goes in the query or in the path is not public. */
  validationStatus: '/api/movement/presentation/v1/validation-status?requestId={requestId}',
  routing: '/api/movement/routing/v1/house-consignment',
} as const;
