import * as z from 'zod';
import { generatedName, type Maker, propertiesOf } from './resource.ts';

const parameter = z.object({ Name: z.string().optional(), Value: z.string() });

/** AWS::SSM::Parameter: stacks that come later read it when they are deployed. No function does. */
export const makeParameter: Maker = (resource, world) => {
  const { Name: name = generatedName(resource), Value: value } = propertiesOf(resource, parameter);
  world.parameters.set(name, value);
  return { ref: name, attributes: { Type: 'String', Value: value } };
};
