/** Values of `$context.…`, by what follows the dot. */
export type ContextVariables = Readonly<Record<string, string>>;

/**
 * Fills a mapping template. Of its language only `$context.name` is known; one that says more is
 * refused when the machine starts, by {@link assertFillable}.
 */
export function fill(template: string, variables: ContextVariables): string {
  return template.replace(VARIABLE, (_, braced?: string, plain?: string) => variables[braced ?? plain ?? ''] ?? '');
}

const VARIABLE = /\$(?:\{context\.([\w.]+)\}|context\.(\w+(?:\.\w+)*))/g;

/** @throws {TypeError} where a template says more than can be filled here */
export function assertFillable(template: string): void {
  const rest = template.replace(VARIABLE, '');
  const unknown = /#(?:set|if|foreach|else|end)\b.*|\$[a-zA-Z{!][\w.]*/.exec(rest);
  if (unknown) throw new TypeError(`the mapping template's ${unknown[0]} is not known to the local machine`);
}
