import type { TemplateJson } from '../../infra/support/synthesized.ts';

/** The attribute by which a resource of a template is waited for. */
type DependsOn = string | string[] | undefined;

/**
 * A template without the resources that an emulator cannot make: those of a type, or only those of it that
 * have a property, as `AWS::CloudWatch::Alarm.Metrics`. What refers to them reads `left-out` instead.
 */
export function withoutTypes(template: TemplateJson, types: readonly string[]): TemplateJson {
  const isLeftOut = ({ Type, Properties = {} }: TemplateJson['Resources'][string]) =>
    types.some((given) => {
      const [type, property] = given.split('.');
      return type === Type && (property === undefined || property in Properties);
    });
  const gone = new Set(Object.keys(template.Resources).filter((id) => isLeftOut(template.Resources[id] as never)));
  const remaining = Object.entries(template.Resources).filter(([id]) => !gone.has(id));
  const kept = remaining.map(([id, resource]) => {
    const waitsFor = [(resource['DependsOn'] as DependsOn) ?? []].flat().filter((other) => !gone.has(other));
    const { DependsOn: _, ...rest } = resource;
    return [id, waitsFor.length > 0 ? { ...rest, DependsOn: waitsFor } : rest];
  });
  const text = JSON.stringify({ ...template, Resources: Object.fromEntries(kept) });
  return JSON.parse(text, (_, value) => (gone.has(referredTo(value)) ? 'left-out' : value));
}

/** The resource that a `Ref` or `Fn::GetAtt` means, else nothing. */
function referredTo(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return Ref ?? attribute?.[0] ?? '';
}
