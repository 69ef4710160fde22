import { type Input, type JsonService, ServiceError, startJsonService } from './json-service.ts';

/**
 * The parameters of Systems Manager, by their names alone: those that a template has, which nobody changes.
 * @param values by name; what is added later is found as well
 */
export function startParameterStore(region: string, values: ReadonlyMap<string, string>): Promise<JsonService> {
  const parameter = (name: string) => {
    const value = values.get(name);
    if (value === undefined) return [];
    const arn = `arn:aws:ssm:${region}:000000000000:parameter${name.startsWith('/') ? '' : '/'}${name}`;
    return [{ Name: name, Type: 'String', Value: value, Version: 1, ARN: arn, DataType: 'text' }];
  };
  return startJsonService('Systems Manager', {
    GetParameter({ Name }) {
      const [found] = parameter(String(Name));
      if (!found) throw new ServiceError('ParameterNotFound', '');
      return { Parameter: found };
    },
    GetParameters(input) {
      const names = namesIn(input);
      return {
        Parameters: names.flatMap(parameter),
        InvalidParameters: names.filter((name) => !values.has(name)),
      };
    },
  });
}

/** AWS takes up to ten names at once, none of them twice. */
function namesIn({ Names }: Input): string[] {
  const names = Array.isArray(Names) ? Names.map(String) : [];
  if (names.length < 1 || names.length > 10 || new Set(names).size < names.length)
    throw new ServiceError('ValidationException', 'Names must be one to ten names that differ');
  return names;
}
