import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * An SQS client that calls the region's own endpoint, or the one in the environment, never the host of a queue's URL.
 */
export const sqsClient = () => new SQSClient({ useQueueUrlAsEndpoint: false });
