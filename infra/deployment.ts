import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../schemas/configuration.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { tagsOf } from '../schemas/tags.ts';
import { GatewayStack } from './gateway-stack.ts';
import { StateStack } from './state/state-stack.ts';

/** The two stacks of a stage: its state, and the gateway that runs on it. */
export interface Deployment {
  readonly state: StateStack;
  readonly gateway: GatewayStack;
}

/** The context that is true in a stage's first deployment: `cdk deploy --all -c first=true`. */
const FIRST_CONTEXT = 'first';

/** The kinds of resources whose tags CloudFormation learnt lately, and older linters refuse. */
const UNTAGGED = ['AWS::CloudWatch::Dashboard'];

/** Adds both stacks to an app; the state is deployed first. */
export function addDeployment(app: Construct, configuration: Configuration): Deployment {
  const { stage, region } = configuration;
  const names = resourceNames(stage);
  const env = { region };
  const state = new StateStack(app, 'State', {
    stackName: names.stateStack,
    description: `Declarant, stage ${stage}: the ledger, the queues, the topics and the secrets, which outlive every deployment`,
    env,
    configuration,
    isFirst: String(app.node.tryGetContext(FIRST_CONTEXT)) === 'true',
  });
  const gateway = new GatewayStack(app, 'Gateway', {
    stackName: names.stack,
    description: `Declarant, stage ${stage}: files declarations with authorities and keeps the books on them`,
    env,
    configuration,
  });
  gateway.addStackDependency(state);
  for (const stack of [state, gateway])
    for (const [key, value] of Object.entries(tagsOf(configuration)))
      Tags.of(stack).add(key, value, { excludeResourceTypes: UNTAGGED });
  return { state, gateway };
}
