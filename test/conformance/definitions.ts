import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, root } from '../support/files.ts';
import { lineOf, literalOf, type Node, nameOf, nodesOf } from '../support/syntax.ts';

/** A test that names clauses, as a file defines it. */
export interface Definition {
  file: string;
  ids: string[];
  /** The test's name, preceded by those of the suites around it. */
  test: string;
  /** The lines from its first to its last, counted from 1. */
  from: number;
  to: number;
}

export interface Definitions {
  tests: Definition[];
  /** The places that name a clause in a form that no run can prove: a skipped test, or a call that defines none. */
  strays: { file: string; line: number; name: string }[];
}

/** `[ID, ID] name` */
const NAMED = /^\[([A-Z0-9]+-\w+(?:, [A-Z0-9]+-\w+)*)\] (.+)$/s;

/** The functions that make a suite, or a test, on each engine (test/support/engines.ts). */
const SUITES = ['describe', 'describeOnEngines', 'describeOnAnEngine'];
const TESTS = ['it', 'test', 'itOnEngines'];
/** With these properties a test proves nothing. */
const NEVER = ['skip', 'todo', 'fails'];

/** Every test that names clauses, by files, and in each in its order. */
export function readDefinitions(): Definitions {
  const files = filesBelow('test').filter((file) => file.endsWith('.test.ts'));
  const each = files.map((file) => definitionsIn(readFileSync(path.join(root, file), 'utf8'), file));
  return { tests: each.flatMap(({ tests }) => tests), strays: each.flatMap(({ strays }) => strays) };
}

interface Call {
  node: Node;
  makes: 'suite' | 'test' | undefined;
  /** Skipped, or expected to fail. */
  isVoid: boolean;
  name: string;
}

/** The tests of a text that name clauses. What is commented out is none of them. */
export function definitionsIn(text: string, file: string): Definitions {
  const nodes = nodesOf(text, file);
  const aliases = aliasesIn(nodes);
  const calls = nodes.flatMap((node) => callOf(node, text, aliases) ?? []);
  const suites = calls.filter(({ makes }) => makes === 'suite');
  const definitions: Definitions = { tests: [], strays: [] };
  for (const { node, makes, isVoid, name } of calls) {
    const [, ids = '', test = ''] = NAMED.exec(name) ?? [];
    if (!ids || makes === 'suite') continue;
    const around = suites.filter((suite) => suite.node.start < node.start && suite.node.end >= node.end);
    const from = lineOf(text, node.start);
    if (makes !== 'test' || isVoid || around.some((suite) => suite.isVoid)) {
      definitions.strays.push({ file, line: from, name });
      continue;
    }
    const subjects = around.map((suite) => NAMED.exec(suite.name)?.[2] ?? suite.name);
    const whole = [...subjects, test].join(' ');
    definitions.tests.push({ file, ids: ids.split(', '), test: whole, from, to: lineOf(text, node.end) });
  }
  return definitions;
}

/** A call that is given a name first: `it('…', …)`, `it.each(…)('…', …)`. */
function callOf(node: Node, text: string, aliases: ReadonlyMap<string, Root>): Call | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [first, ...others] = node['arguments'] as Node[];
  const name = first && nameText(first, text);
  if (name === undefined) return undefined;
  const { root, through } = rootOf(node['callee'] as Node, aliases);
  const makes = SUITES.includes(root) ? 'suite' : TESTS.includes(root) ? 'test' : undefined;
  const isVoid = [...through, ...others.flatMap(truths)].some((word) => NEVER.includes(word));
  // A test without anything to do is one that is still to be written.
  return { node, makes, isVoid: isVoid || others.length === 0, name };
}

interface Root {
  root: string;
  /** The properties between it and the call: `each`, `skip`. */
  through: string[];
}

function rootOf(callee: Node, aliases: ReadonlyMap<string, Root>): Root {
  const through: string[] = [];
  for (let at: Node = callee; ; ) {
    if (at.type === 'MemberExpression') {
      through.push(nameOf(at['property'] as Node));
      at = at['object'] as Node;
    } else if (at.type === 'CallExpression') at = at['callee'] as Node;
    else if (at.type === 'TaggedTemplateExpression') at = at['tag'] as Node;
    else {
      const alias = aliases.get(nameOf(at));
      return alias ? { root: alias.root, through: [...through, ...alias.through] } : { root: nameOf(at), through };
    }
  }
}

/** `const itOnFridays = it.skipIf(…)`, by its name. */
function aliasesIn(nodes: readonly Node[]): ReadonlyMap<string, Root> {
  const aliases = new Map<string, Root>();
  for (const node of nodes) {
    const init = node.type === 'VariableDeclarator' ? (node['init'] as Node | null) : null;
    if (init?.type !== 'CallExpression' && init?.type !== 'MemberExpression') continue;
    const of = rootOf(init, aliases);
    if ([...SUITES, ...TESTS].includes(of.root)) aliases.set(nameOf(node['id'] as Node), of);
  }
  return aliases;
}

/** The properties of an object that is written out, as far as they are `true`. */
function truths(node: Node): string[] {
  const properties = node.type === 'ObjectExpression' ? (node['properties'] as Node[]) : [];
  return properties
    .filter(({ value }) => (value as Node | undefined)?.['value'] === true)
    .map(({ key }) => nameOf(key as Node));
}

/** A name as it is written: what a template fills in stands in it as `${…}`. */
function nameText(node: Node, text: string): string | undefined {
  return node.type === 'TemplateLiteral' ? text.slice(node.start + 1, node.end - 1) : literalOf(node);
}
