import * as z from 'zod';
import { generatedName, type Maker, propertiesOf } from './resource.ts';

// The settings that protect and expire objects need nothing here: these are in memory, and end with the machine.
const bucket = z.object({ BucketName: z.string().optional() });

/** AWS::S3::Bucket. */
export const makeBucket: Maker = (resource, world) => {
  const { BucketName: name = generatedName(resource) } = propertiesOf(resource, bucket);
  world.queues.createBucket(name);
  return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}` } };
};
