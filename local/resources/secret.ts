import * as z from 'zod';
import { missingSecret } from '../configuration.ts';
import { LocalFault } from '../fault.ts';
import { generatedName, type Maker, propertiesOf } from './resource.ts';

const secret = z.object({ Name: z.string().optional() });

/** AWS::SecretsManager::Secret. Its value comes from the user: what AWS would generate, no authority knows. */
export const makeSecret: Maker = (resource, world) => {
  const { Name: name = generatedName(resource) } = propertiesOf(resource, secret);
  const value = world.secrets[name];
  if (value === undefined) throw new LocalFault('input', missingSecret(name));
  const { arn } = world.secretsManager.create(name, value);
  return { ref: arn, attributes: { Id: arn } };
};
