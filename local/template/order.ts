import { LocalFault } from '../fault.ts';
import type { Stack, TemplateResource } from './assembly.ts';
import { referencedIds } from './intrinsics.ts';

const PSEUDO = /^AWS::/;

/**
 * A stack's resources, each after those that it refers to.
 * @throws {LocalFault} naming every reference to what the template does not have, or a circle
 */
export function inOrder(stack: Stack): TemplateResource[] {
  const byId = new Map(stack.resources.map((resource) => [resource.logicalId, resource]));
  const faults: string[] = [];
  const needs = new Map<string, string[]>();
  for (const { logicalId, properties, dependsOn } of stack.resources) {
    const needed: string[] = [];
    for (const id of new Set([...referencedIds(properties), ...dependsOn])) {
      if (byId.has(id)) needed.push(id);
      else if (!PSEUDO.test(id) && !Object.hasOwn(stack.parameters, id)) {
        faults.push(`${logicalId} of stack ${stack.name} refers to ${id}, which the template does not have.`);
      }
    }
    needs.set(logicalId, needed);
  }
  if (faults.length > 0) throw new LocalFault('template', faults);

  const ordered: TemplateResource[] = [];
  const state = new Map<string, 'entered' | 'left'>();
  const visit = (id: string, way: readonly string[]) => {
    if (state.get(id) === 'left') return;
    if (state.get(id) === 'entered') {
      throw new LocalFault(
        'template',
        `The resources ${[...way.slice(way.indexOf(id)), id].join(' → ')} depend on each other.`,
      );
    }
    state.set(id, 'entered');
    for (const needed of needs.get(id) ?? []) visit(needed, [...way, id]);
    state.set(id, 'left');
    const resource = byId.get(id);
    if (resource) ordered.push(resource);
  };
  for (const { logicalId } of stack.resources) visit(logicalId, []);
  return ordered;
}
