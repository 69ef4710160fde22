import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/files.ts';

/** A statement of a policy for people, as docs/security.md prints it. */
export interface PeopleStatement {
  Sid: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': string[] } };
}

/** A call of AWS, as IAM judges it. */
export interface JudgedCall {
  action: string;
  resource: string;
  /** The partition that it writes, of a call of DynamoDB. */
  partition?: string | undefined;
}

const text = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

/** The policies for people by their roles, as the document prints them. */
export const peoplePolicies: ReadonlyMap<string, readonly PeopleStatement[]> = new Map(
  [...text.matchAll(/```json policy=(\w+)\n([\s\S]*?)```/g)].map(([, role = '', json = '']) => [
    role,
    (JSON.parse(json) as { Statement: PeopleStatement[] }).Statement,
  ]),
);

/** The commands of each role, by the table above the policies; without those of the roles before. */
export const peopleCommands: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...text.matchAll(/^\| (reads|acts|operates|holds keys) \| (.*) \|$/gm)].map(([, role = '', commands = '']) => [
    role === 'holds keys' ? 'keys' : role,
    [...commands.matchAll(/(?:`([a-z][a-z-]*)`|the (console))/g)].map(([, name, other]) => name ?? other ?? ''),
  ]),
);

export const listOf = <T>(one: T | T[]): T[] => (Array.isArray(one) ? one : [one]);

/** A pattern of IAM as a regular expression. */
export function patternOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

/** The parts of a statement that allow a call: one of its actions, resources and partitions; undefined where it does not. */
export function allowedBy({ Action, Resource, Condition }: PeopleStatement, call: JudgedCall): string[] | undefined {
  const partitions = Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
  const parts = [
    listOf(Action).find((one) => one === call.action),
    listOf(Resource).find((one) => patternOf(one).test(call.resource)),
    ...(partitions ? [partitions.find((one) => patternOf(one).test(call.partition ?? ''))] : []),
  ];
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** All that a statement allows, each part by itself. */
export function partsOfStatement({ Action, Resource, Condition }: PeopleStatement): string[] {
  const partitions = Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'] ?? [];
  return [...listOf(Action), ...listOf(Resource), ...partitions];
}
