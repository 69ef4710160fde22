import { isObject, type Json } from '../../json.ts';
import type { NameNode } from './name-tree.ts';

/** A JSON Schema with its properties by their official names; `x-ours` tells ours where that is another. */
export function schemaInOfficialNames(schema: Json, node: NameNode): Json {
  const { items, properties, required, ...rest } = schema;
  const officialOf = (key: string) => node.children.get(key)?.official ?? key;
  const named = isObject(properties)
    ? Object.entries(properties).map(([key, one]) => {
        const child = node.children.get(key);
        const inner = child && isObject(one) ? schemaInOfficialNames(one, child) : one;
        const official = officialOf(key);
        return [official, official !== key && isObject(inner) ? { ...inner, 'x-ours': key } : inner] as const;
      })
    : undefined;
  return {
    ...rest,
    ...(named && { properties: Object.fromEntries(named) }),
    ...(Array.isArray(required) && { required: required.map((key) => officialOf(String(key))) }),
    ...(items !== undefined && { items: isObject(items) ? schemaInOfficialNames(items, node) : items }),
  };
}
