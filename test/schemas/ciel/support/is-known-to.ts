import type { ComplexType, ElementModel, SimpleType } from './xsd-model.ts';

/** True for a value in JSON of which a schema's model has every element, attribute and enumerated value. */
export function isKnownTo(type: SimpleType | ComplexType, value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => isKnownTo(type, one));
  if (!('particles' in type)) {
    const values = type.facets.filter(({ kind }) => kind === 'enumeration');
    return values.length === 0 || values.some((one) => one.value === value);
  }
  const elements = type.particles.flatMap((one): ElementModel[] => ('choice' in one ? one.choice : [one]));
  const parts = new Map([...elements, ...type.attributes].map((part) => [part.name, part.type]));
  return Object.entries(value as object).every(([name, inner]) => {
    const part = parts.get(name);
    return part !== undefined && isKnownTo(part, inner);
  });
}
