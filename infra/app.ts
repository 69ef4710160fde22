import { App } from 'aws-cdk-lib';
import { FaultsError } from '../schemas/fault.ts';
import { addDeployment } from './deployment.ts';
import { readDeployed } from './read-deployed.ts';
import { UnusableConfiguration } from './unusable-configuration.ts';

const app = new App();
try {
  addDeployment(app, readDeployed(app.node.tryGetContext('config')));
  app.synth();
} catch (error) {
  // Whoever named a wrong file needs its name and its faults, and no stack.
  if (!(error instanceof UnusableConfiguration || error instanceof FaultsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
