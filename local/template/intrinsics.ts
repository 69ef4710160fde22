import { DeclarantError } from '../../schemas/declarant-error.ts';
import { isObject } from '../../schemas/json.ts';

/** The values that a template's functions are resolved against. */
export interface Scope {
  /** `Ref` of a resource, parameter or pseudo parameter. */
  ref(name: string): string;
  /** `Fn::GetAtt` of a resource. */
  attribute(logicalId: string, attribute: string): string;
}

/** A part of a template that cannot be resolved. */
export class ResolutionError extends DeclarantError {
  override readonly name = 'ResolutionError';
  readonly code = 'UNRESOLVABLE';
}

/** `${Name}`, `${Name.Attribute}`, or `${!Literal}`, in the text of `Fn::Sub`. */
const VARIABLE = /\$\{(!?)([^}]+)\}/g;

type Resolver = (argument: unknown, scope: Scope) => unknown;

/** Replaces every function in a value by its result. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolve(entry, scope));
  if (!isObject(value)) return value;
  const call = functionCall(value);
  if (call) return call.resolver(call.argument, scope);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, resolve(entry, scope)]));
}

/** Every logical id that a value refers to. */
export function referencedIds(value: unknown): Set<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
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
};

/** The functions that are known here: those that the app's templates use. */
export const intrinsics: readonly string[] = Object.keys(resolvers);

function functionCall(value: Record<string, unknown>): { resolver: Resolver; argument: unknown } | undefined {
  const names = Object.keys(value);
  const [name] = names;
  if (names.length !== 1 || name === undefined) return undefined;
  const resolver = Object.hasOwn(resolvers, name) ? resolvers[name] : undefined;
  if (resolver) return { resolver, argument: value[name] };
  if (name.startsWith('Fn::')) throw new ResolutionError(`${name} is not known to the local machine`);
  return undefined;
}

function substitute(text: unknown, scope: Scope): string {
  if (typeof text !== 'string') throw new ResolutionError('Fn::Sub with variables is not known to the local machine');
  return text.replace(VARIABLE, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const [logicalId = '', ...attribute] = name.trim().split('.');
    return attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(logicalId);
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
    const text = names.length === 1 ? value['Fn::Sub'] : undefined;
    for (const [, literal, name = ''] of String(text ?? '').matchAll(VARIABLE))
      if (!literal) found.add(name.trim().split('.')[0] ?? name);
    for (const entry of Object.values(value)) collect(entry, found);
  }
}

function attributeOf(argument: unknown): [string, string] {
  const [logicalId = '', ...attribute] = list(argument, 'Fn::GetAtt').map(String);
  return [logicalId, attribute.join('.')];
}

function list(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw new ResolutionError(`${name} needs a list`);
}

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ResolutionError(`${name} needs text, and got ${Array.isArray(value) ? 'a list' : typeof value}`);
}
