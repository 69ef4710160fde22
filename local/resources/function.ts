import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { ACCOUNT, generatedName, type Maker, propertiesOf, templateFault } from './resource.ts';
import { roleArn, roleIdOf } from './role.ts';

const lambda = z.object({
  FunctionName: z.string().optional(),
  Handler: z.string(),
  Role: z.string().optional(),
  Runtime: z.string().regex(/^nodejs/, 'only Node.js functions run on the local machine'),
  PackageType: z.literal('Zip', 'only functions of files run on the local machine').optional(),
  Timeout: z.coerce.number().positive().max(900).default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().int().min(0).optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  Layers: z.undefined('layers are not known to the local machine').optional(),
  LoggingConfig: z.object({ LogGroup: z.string().optional() }).optional(),
});

/** AWS::Lambda::Function: the very bundle that would be deployed. */
export const makeFunction: Maker = (resource, world) => {
  const properties = propertiesOf(resource, lambda);
  const name = properties.FunctionName ?? generatedName(resource);
  const arn = `arn:aws:lambda:${world.region}:${ACCOUNT}:function:${name}`;
  const asset = resource.metadata['aws:asset:path'];
  if (typeof asset !== 'string') throw templateFault(resource, 'its bundle is not named in Metadata["aws:asset:path"]');
  const taskRoot = path.resolve(resource.stack.directory, asset);
  if (!existsSync(taskRoot)) throw templateFault(resource, `its bundle ${taskRoot} does not exist`);
  const reserved = properties.ReservedConcurrentExecutions;
  const pool = world.makePool({
    logicalId: resource.logicalId,
    name,
    arn,
    handler: properties.Handler,
    taskRoot,
    variables: properties.Environment.Variables,
    timeoutSeconds: properties.Timeout,
    memoryMegabytes: properties.MemorySize,
    ...(reserved !== undefined && { reservedConcurrency: reserved }),
    logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    runtime: properties.Runtime,
    // SQS names the sender of a message by the role's unique id. The session's name, which follows there,
    // is left out: DynamoDB Local takes keys of letters and digits only.
    accessKeyId: roleIdOf(properties.Role ?? roleArn(name)),
  });
  world.functions.set(arn, pool);
  return { ref: name, attributes: { Arn: arn } };
};
