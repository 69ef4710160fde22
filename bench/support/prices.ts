/** The usage of each service that AWS bills by number: requests, and units of DynamoDB. */
export interface Billed {
  /** Calls of a REST API. */
  api: number;
  /** Invocations. */
  lambda: number;
  writeUnits: number;
  readUnits: number;
  /** Requests of up to 64 kB. */
  sqs: number;
  /** Publications of up to 64 kB; their deliveries to SQS are free. */
  sns: number;
}

export type Service = keyof Billed;

export const services: readonly Service[] = ['api', 'lambda', 'writeUnits', 'readUnits', 'sqs', 'sns'];

/**
 * Dollars for a million, by AWS's list prices in us-east-1: of the first tier, without the free tier, and DynamoDB
 * on demand.
 */
export const prices: Readonly<Billed> = {
  ...{ api: 3.5, lambda: 0.2, writeUnits: 0.625, readUnits: 0.125, sqs: 0.4, sns: 0.5 },
};

/** The number of billed requests and units. */
export function requestsOf(billed: Billed): number {
  return services.reduce((sum, service) => sum + billed[service], 0);
}

/** The price of this usage, a million times. */
export function dollarsOf(billed: Billed): number {
  return services.reduce((sum, service) => sum + billed[service] * prices[service], 0);
}
