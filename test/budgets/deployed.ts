import path from 'node:path';
import { environmentOf } from '../../local/lambda/definition.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { resolve, type Scope } from '../../local/template/intrinsics.ts';

/** A function as `cdk synth` left it, ready to be imported. */
export interface DeployedFunction {
  name: string;
  /** The bundle. */
  file: string;
  /** Its variables; every endpoint in them is one where nobody listens. */
  env: Record<string, string>;
}

const nobody = 'http://127.0.0.1:1';
const region = 'eu-west-3';
const surroundings = {
  region,
  endpoints: { sqs: nobody, dynamodb: nobody, sns: nobody, secretsmanager: nobody, s3: nobody },
};

/** Every function of an assembly. */
export function deployedFunctions(assembly: string): DeployedFunction[] {
  return readAssembly(assembly).flatMap(({ resources, directory }) =>
    resources.flatMap(({ logicalId, kind, properties, metadata }) => {
      const asset = metadata['aws:asset:path'];
      if (kind !== 'AWS::Lambda::Function' || typeof asset !== 'string') return [];
      const name = String(properties['FunctionName']);
      const taskRoot = path.join(directory, asset);
      const { Variables = {} } = resolve(properties['Environment'] ?? {}, scope) as {
        Variables?: Record<string, string>;
      };
      const definition = {
        ...{ logicalId, name, taskRoot, variables: Variables, arn: name, logGroup: name },
        ...{ handler: String(properties['Handler']), runtime: String(properties['Runtime']) },
        ...{ timeoutSeconds: Number(properties['Timeout']), memoryMegabytes: Number(properties['MemorySize']) },
        accessKeyId: name,
      };
      return [{ name, file: path.join(taskRoot, 'index.mjs'), env: environmentOf(definition, surroundings) }];
    }),
  );
}

/** Every name stands for its own value: nothing is made. */
const scope: Scope = {
  ref: (name) => ({ 'AWS::Region': region, 'AWS::URLSuffix': 'amazonaws.com', 'AWS::Partition': 'aws' })[name] ?? name,
  attribute: (logicalId, attribute) => `${logicalId}.${attribute}`,
};
