import { SQSClient } from '@aws-sdk/client-sqs';

/** Calls go to the region's own endpoint, or to the one that the environment names: never where a queue's URL leads. */
export const sqsClient = () => new SQSClient({ useQueueUrlAsEndpoint: false });
