import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './support/files.ts';
import { type Node, nameOf, nodesOf } from './support/syntax.ts';

const BASE = 'DeclarantError';
/** The names of classes that are errors: JavaScript's own, those of packages, ours. */
const ERROR = /(Error|Fault|Exception)$/;

const sources = ['functions', 'desk', 'infra', 'local', 'schemas', 'bench']
  .flatMap(filesBelow)
  .filter((file) => file.endsWith('.ts'));

interface ErrorClass {
  name: string;
  /** The class that it extends. */
  of: string;
}

/** The classes of a text that extend an error. */
function errorClassesIn(text: string, file: string): ErrorClass[] {
  return nodesOf(text, file)
    .filter(({ type }) => type === 'ClassDeclaration' || type === 'ClassExpression')
    .map((node) => ({ name: nameOf(node['id'] as Node | null), of: extendedBy(node['superClass'] as Node | null) }))
    .filter(({ of }) => ERROR.test(of));
}

function extendedBy(node: Node | null): string {
  return nameOf(node?.type === 'MemberExpression' ? (node['property'] as Node) : node);
}

/** The classes that extend neither the base nor a class that does. */
function strangers(classes: readonly ErrorClass[]): ErrorClass[] {
  const ours = new Set([BASE]);
  for (let size = 0; size < ours.size; ) {
    size = ours.size;
    for (const { name, of } of classes) if (ours.has(of)) ours.add(name);
  }
  return classes.filter(({ name }) => !ours.has(name));
}

describe('an error class', () => {
  const classes = sources.flatMap((file) => errorClassesIn(readFileSync(path.join(root, file), 'utf8'), file));

  it('is the base of all, or extends it', () => {
    expect(classes.length).toBeGreaterThan(10);
    expect(strangers(classes)).toEqual([]);
  });

  it.each([
    'class A extends Error {}',
    'export class A extends TypeError {}',
    'const a = class A extends Error {};',
    'class A extends sdk.ServiceException {}',
    'export abstract class A extends ServiceFault<string> {}',
  ])('would be seen: %s', (text) => {
    expect(strangers(errorClassesIn(text, 'desk/fault.ts'))).toHaveLength(1);
  });

  it.each([
    `class A extends ${BASE} {}`,
    `class B extends AError {} class AError extends ${BASE} {}`,
    'interface A extends Error {}',
    'class A extends Map {}',
  ])('would be let be: %s', (text) => {
    expect(strangers(errorClassesIn(text, 'desk/fault.ts'))).toEqual([]);
  });
});
