import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { parseConfiguration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { GatewayStack } from './gateway-stack.ts';

const app = new App();
const file: unknown = app.node.tryGetContext('config');
if (typeof file !== 'string') throw new TypeError('Name the configuration file: cdk synth -c config=FILE');

const configuration = parseConfiguration(readFileSync(file, 'utf8'), file);
new GatewayStack(app, 'Gateway', {
  stackName: resourceNames(configuration.stage).stack,
  description: `Declarant, stage ${configuration.stage}: files declarations with authorities and keeps the books on them`,
  env: { region: configuration.region },
  configuration,
});
app.synth();
