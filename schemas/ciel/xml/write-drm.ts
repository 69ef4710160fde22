import type { NumberTexts } from '../../exact-json.ts';
import { isObject, type Json } from '../../json.ts';
import { buildXml } from '../../xml/build-xml.ts';
import type { Drm } from '../drm/drm.ts';
import { charactersIn } from '../drm/lexical.ts';
import { drmPlan } from './drm-plan.ts';
import { NAMESPACE } from './namespace.ts';
import { type ElementPlan, isLeaf, type LeafPlan, type Part } from './plan.ts';

/**
 * [CI-2] Writes a declaration as XML: UTF-8, the elements in the order of the schema, the values as they are given. A
 * code INAO of fewer than six characters is filled with spaces.
 * @param drm a declaration that its schema accepts
 * @param numbers the numbers of the JSON text as written (`parseExactJson`): they go out so, `10.00` and not `10`
 */
export function writeDrm(drm: Drm, numbers?: NumberTexts): string {
  return buildXml({
    'message-interprofession': { '@xmlns': NAMESPACE, ...elementOf(drmPlan(), drm, numbers) },
  });
}

/** An element as the library takes it: attributes with their prefix, then the elements in their order. */
function elementOf(plan: ElementPlan, value: Json, numbers: NumberTexts | undefined): Json {
  const element: Json = {};
  for (const part of plan.attributes) {
    const one = value[part.name];
    if (one !== undefined) element[`@${part.name}`] = textOf(part.plan as LeafPlan, one, numbers?.get(part.name));
  }
  for (const part of plan.elements) {
    const one = value[part.name];
    if (one !== undefined) element[part.name] = partOf(part, one, numbers?.get(part.name));
  }
  return element;
}

function partOf({ plan, isMany }: Part, value: unknown, numbers: string | NumberTexts | undefined): unknown {
  if (!isMany) return writtenValue(plan, value, numbers);
  const below = numbers instanceof Map ? numbers : undefined;
  return (value as unknown[]).map((one, n) => writtenValue(plan, one, below?.get(String(n))));
}

function writtenValue(
  plan: ElementPlan | LeafPlan,
  value: unknown,
  numbers: string | NumberTexts | undefined,
): unknown {
  if (isLeaf(plan)) return textOf(plan, value, numbers);
  return isObject(value) ? elementOf(plan, value, numbers instanceof Map ? numbers : undefined) : '';
}

function textOf({ filledTo }: LeafPlan, value: unknown, written: string | NumberTexts | undefined): string {
  if (typeof value === 'number' && typeof written === 'string') return written;
  const text = String(value);
  return filledTo === 0 ? text : text + ' '.repeat(Math.max(0, filledTo - charactersIn(text)));
}
