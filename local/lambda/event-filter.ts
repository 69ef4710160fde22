import { isObject } from '../../schemas/json.ts';

/** A predicate of records: true if one passes. */
export type EventFilter = (record: unknown) => boolean;

/**
 * Reads the pattern of a filter: for each field the values that it may have, or how they may begin.
 * @throws {SyntaxError} where it is no JSON, or says more than that
 */
export function eventFilter(pattern: string): EventFilter {
  return filterOf(JSON.parse(pattern), 'the pattern');
}

function filterOf(pattern: unknown, place: string): EventFilter {
  if (Array.isArray(pattern)) {
    const rules = pattern.map((rule) => ruleOf(rule, place));
    return (value) => rules.some((holds) => holds(value));
  }
  if (!isObject(pattern)) throw new SyntaxError(`${place} is neither an object nor a list of rules`);
  const fields = Object.entries(pattern).map(([name, part]) => [name, filterOf(part, name)] as const);
  return (value) => isObject(value) && fields.every(([name, passes]) => passes(value[name]));
}

function ruleOf(rule: unknown, place: string): EventFilter {
  if (!isObject(rule)) return (value) => value === rule;
  const { prefix, ...others } = rule;
  if (typeof prefix !== 'string' || Object.keys(others).length > 0) {
    throw new SyntaxError(`${place} has a rule that the local machine does not know: ${JSON.stringify(rule)}`);
  }
  return (value) => typeof value === 'string' && value.startsWith(prefix);
}
