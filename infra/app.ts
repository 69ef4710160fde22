import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { parseConfiguration } from '../schemas/configuration.ts';
import { addDeployment } from './deployment.ts';

const app = new App();
const file: unknown = app.node.tryGetContext('config');
if (typeof file !== 'string') throw new TypeError('Name the configuration file: cdk synth -c config=FILE');

addDeployment(app, parseConfiguration(readFileSync(file, 'utf8'), file));
app.synth();
