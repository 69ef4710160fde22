import { isObject, type Json } from '../../schemas/json.ts';
import { LocalFault, thrownText } from '../fault.ts';
import type { Stack, TemplateResource } from '../template/assembly.ts';
import { ResolutionError, referencedIds, resolve, type Scope } from '../template/intrinsics.ts';
import { inOrder } from '../template/order.ts';
import { makerOf, needsNothing } from './makers.ts';
import { ACCOUNT, type Made, type World } from './resource.ts';

/**
 * Makes every resource of the stacks, in the order of their dependencies.
 * @throws {LocalFault} naming all that cannot be made; what depends on that is passed over in silence
 */
export async function makeResources(stacks: readonly Stack[], world: World): Promise<void> {
  const faults: LocalFault[] = [];
  for (const stack of stacks) {
    try {
      await makeStack(stack, world, faults);
    } catch (error) {
      if (!(error instanceof LocalFault)) throw error;
      faults.push(error);
    }
  }
  const [first] = faults;
  if (!first) return;
  // A template that cannot run outweighs a value that is missing: the user cannot mend it.
  const code = faults.find((fault) => fault.code !== 'input')?.code ?? first.code;
  throw new LocalFault(code, [...new Set(faults.flatMap((fault) => fault.faults))]);
}

async function makeStack(stack: Stack, world: World, faults: LocalFault[]): Promise<void> {
  const made = new Map<string, Made>();
  const scope = scopeOf(stack, world, made);
  const failed = new Set<string>();
  for (const resource of inOrder(stack)) {
    const { logicalId, kind, properties, dependsOn } = resource;
    const needed = [...referencedIds(properties), ...dependsOn];
    const idle = needsNothing(kind);
    if (!idle && needed.some((id) => failed.has(id))) {
      failed.add(logicalId);
      continue;
    }
    try {
      made.set(logicalId, await make(stack, resource, idle ? {} : (resolve(properties, scope) as Json), world));
    } catch (error) {
      failed.add(logicalId);
      if (error instanceof LocalFault) faults.push(error);
      else if (error instanceof ResolutionError)
        faults.push(new LocalFault('template', `${logicalId} (${kind}): ${error.message}.`));
      else throw new Error(`${logicalId} (${kind}) could not be made: ${thrownText(error)}`, { cause: error });
    }
  }
}

async function make(stack: Stack, resource: TemplateResource, properties: Json, world: World): Promise<Made> {
  const { logicalId, kind, metadata } = resource;
  const maker = makerOf(kind);
  if (!maker)
    throw new LocalFault('template', `${logicalId} is of the kind ${kind}, which the local machine does not know.`);
  return maker(
    { logicalId, kind, properties, metadata, stack: { name: stack.name, directory: stack.directory } },
    world,
  );
}

function scopeOf(stack: Stack, { region, parameters }: World, made: Map<string, Made>): Scope {
  const pseudo: Record<string, string> = {
    'AWS::Region': region,
    'AWS::AccountId': ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const kinds = new Map(stack.resources.map(({ logicalId, kind }) => [logicalId, kind]));
  const find = (logicalId: string): Made => {
    const found = made.get(logicalId);
    if (!found) throw new ResolutionError(`it refers to ${logicalId}, which is not made`);
    return found;
  };
  return {
    ref(name) {
      const ofAws = pseudo[name];
      if (ofAws !== undefined) return ofAws;
      const parameter = stack.parameters[name];
      if (!isObject(parameter)) return find(name).ref;
      if (parameter.Default === undefined) throw new ResolutionError(`the parameter ${name} has no default`);
      const value = String(parameter.Default);
      if (!String(parameter.Type).startsWith('AWS::SSM::Parameter::Value<')) return value;
      const kept = parameters.get(value);
      if (kept === undefined) throw new ResolutionError(`no stack before it has the parameter ${value}`);
      return kept;
    },
    attribute(logicalId, attribute) {
      const { ref, attributes = {} } = find(logicalId);
      const value = attributes[attribute];
      if (value !== undefined) return value;
      if (needsNothing(kinds.get(logicalId) ?? '')) return `arn:aws:local:${region}:${ACCOUNT}:${ref}/${attribute}`;
      throw new ResolutionError(`${logicalId} has no attribute ${attribute}`);
    },
  };
}
