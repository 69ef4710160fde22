import { isObject, type Json } from './json.ts';

/** What a template's functions are resolved against. */
export interface Scope {
  /** `Ref` of a resource, parameter or pseudo parameter. `undefined` only for `AWS::NoValue`. */
  ref(name: string): string | undefined;
  /** `Fn::GetAtt` of a resource. */
  attribute(logicalId: string, attribute: string): string;
  condition(name: string): boolean;
  mapped(map: string, first: string, second: string): unknown;
  /** `Fn::ImportValue`: an export of another stack. */
  imported(name: string): string;
}

/** A template says something that cannot be resolved. */
export class ResolutionError extends Error {
  override readonly name = 'ResolutionError';
}

type Resolver = (argument: unknown, scope: Scope) => unknown;

/** Replaces every function in a value by what it stands for; properties without a value are left out. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolve(entry, scope)).filter((entry) => entry !== undefined);
  if (!isObject(value)) return value;
  const call = functionCall(value);
  if (call) return call.resolver(call.argument, scope);
  const result: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries(value)) {
    const resolved = resolve(entry, scope);
    if (resolved !== undefined) result[name] = resolved;
  }
  return result;
}

/** Every logical id that a value refers to. */
export function references(value: unknown): Set<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

/** Evaluates a condition's expression. */
export function holds(expression: unknown, scope: Scope): boolean {
  const value = resolve(expression, scope);
  return value === true || value === 'true';
}

const resolvers: Record<string, Resolver> = {
  Ref: (name, scope) => scope.ref(String(name)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, attribute] = attributeOf(argument);
    return scope.attribute(logicalId, attribute);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    return list(resolve(parts, scope), 'Fn::Join')
      .map((part) => textOf(part, 'Fn::Join'))
      .join(String(separator));
  },
  'Fn::Sub': (argument, scope) => substitute(argument, scope),
  'Fn::Select': (argument, scope) => {
    const [index, entries] = list(resolve(argument, scope), 'Fn::Select');
    const chosen = list(entries, 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw new ResolutionError(`Fn::Select has no entry ${String(index)}`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [separator, value] = list(resolve(argument, scope), 'Fn::Split');
    return textOf(value, 'Fn::Split').split(String(separator));
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument, 'Fn::If');
    return resolve(scope.condition(String(name)) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(resolve(argument, scope), 'Fn::Equals');
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => list(argument, 'Fn::And').every((part) => holds(part, scope)),
  'Fn::Or': (argument, scope) => list(argument, 'Fn::Or').some((part) => holds(part, scope)),
  'Fn::Not': (argument, scope) => !holds(list(argument, 'Fn::Not')[0], scope),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(resolve(argument, scope), 'Fn::FindInMap').map(String) as [
      string,
      string,
      string,
    ];
    return scope.mapped(map, first, second);
  },
  'Fn::Base64': (argument, scope) => Buffer.from(textOf(resolve(argument, scope), 'Fn::Base64')).toString('base64'),
  'Fn::ImportValue': (argument, scope) => scope.imported(textOf(resolve(argument, scope), 'Fn::ImportValue')),
  Condition: (name, scope) => scope.condition(String(name)),
};

function functionCall(value: Record<string, unknown>): { resolver: Resolver; argument: unknown } | undefined {
  const names = Object.keys(value);
  const [name] = names;
  if (names.length !== 1 || name === undefined) return undefined;
  // A policy statement may hold a lone `Condition` with an object; a template's condition is a name.
  if (name === 'Condition' && typeof value[name] !== 'string') return undefined;
  const resolver = Object.hasOwn(resolvers, name) ? resolvers[name] : undefined;
  if (resolver) return { resolver, argument: value[name] };
  if (name.startsWith('Fn::')) throw new ResolutionError(`${name} is not known to the local machine`);
  return undefined;
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = (resolve(variables, scope) ?? {}) as Json;
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (whole, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(own, name)) return textOf(own[name], 'Fn::Sub');
    const [logicalId = '', ...attribute] = name.trim().split('.');
    const value = attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(logicalId);
    if (value === undefined) throw new ResolutionError(`Fn::Sub cannot fill ${whole}`);
    return value;
  });
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const entry of value) collect(entry, found);
    return;
  }
  if (!isObject(value)) return;
  const names = Object.keys(value);
  if (names.length === 1 && typeof value.Ref === 'string') found.add(value.Ref);
  else if (names.length === 1 && value['Fn::GetAtt'] !== undefined) found.add(attributeOf(value['Fn::GetAtt'])[0]);
  else {
    if (names.length === 1 && value['Fn::Sub'] !== undefined) collectSubstituted(value['Fn::Sub'], found);
    for (const entry of Object.values(value)) collect(entry, found);
  }
}

function collectSubstituted(argument: unknown, found: Set<string>): void {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  for (const [, name = ''] of String(text).matchAll(/\$\{([^!}][^}]*)\}/g)) {
    if (!isObject(variables) || !Object.hasOwn(variables, name)) found.add(name.trim().split('.')[0] ?? name);
  }
}

function attributeOf(argument: unknown): [string, string] {
  if (typeof argument === 'string') {
    const [logicalId = '', ...attribute] = argument.split('.');
    return [logicalId, attribute.join('.')];
  }
  const [logicalId, ...attribute] = list(argument, 'Fn::GetAtt').map(String);
  return [logicalId ?? '', attribute.join('.')];
}

function list(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new ResolutionError(`${name} needs a list`);
}

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ResolutionError(`${name} needs text, and got ${Array.isArray(value) ? 'a list' : typeof value}`);
}
