import * as z from 'zod';
import { generatedName, type Maker, propertiesOf, type World } from './resource.ts';

const parameter = z.object({ Name: z.string().optional(), Value: z.string() });

/** AWS::SSM::Parameter: for the stacks that come later, and for the desk. No function reads it. */
export const makeParameter: Maker = (resource, world) => {
  const { Name: name = generatedName(resource), Value } = propertiesOf(resource, parameter);
  const value = here(Value, world);
  world.parameters.set(name, value);
  return { ref: name, attributes: { Type: 'String', Value: value } };
};

/** The URL of an API that is made here leads to AWS: it is told as where the callbacks come in on this machine. */
function here(value: string, { apis, callbackUrl }: World): string {
  const [, id] = /^https:\/\/([^.]+)\.execute-api\.[^/]+\/[^/]+$/.exec(value) ?? [];
  return id !== undefined && apis.has(id) && callbackUrl !== undefined ? callbackUrl : value;
}
