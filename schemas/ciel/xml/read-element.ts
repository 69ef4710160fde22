import { type Fault, valueKind } from '../../fault.ts';
import type { Json } from '../../json.ts';
import { decoded } from '../../xml/entities.ts';
import { isCrooked, isDeclaration, isSchemaHint, type NamespaceScope, scopeBelow } from '../../xml/scope.ts';
import { textOf } from '../../xml/text-of.ts';
import { WELL_FORMED, xmlFault } from '../../xml/xml-fault.ts';
import { attributesOf, CDATA, contentsOf, nameOf, TEXT, type XmlNode } from '../../xml/xml-node.ts';
import { charactersIn } from '../drm/lexical.ts';
import { localName } from './local-name.ts';
import { type ElementPlan, isLeaf, type LeafPlan, type Part } from './plan.ts';

/** The state of reading a document: its faults so far, and the place in the JSON form. */
export interface ElementReading {
  faults: Fault[];
  path: (string | number)[];
}

/**
 * Reads an element by its plan, as an object of JSON. Elements in a wrong order or too many are faults, as are unknown
 * ones; what the values are is for the schema to judge.
 * @param node the element, with `name` as it stands in the document
 */
export function readElement(
  node: XmlNode,
  name: string,
  plan: ElementPlan,
  outer: NamespaceScope,
  reading: ElementReading,
): Json {
  const attributes = attributesOf(node);
  const scope = scopeBelow(outer, attributes);
  const element: Json = {};
  if (attributes || plan.attributes.length > 0)
    readAttributes(attributes ?? {}, plan.attributes, element, scope, reading);
  let reached = -1;
  for (const inner of contentsOf(node, name)) {
    const innerName = nameOf(inner);
    if (innerName === TEXT || innerName === CDATA) {
      if (!isBlank(inner, innerName)) fault(reading, 'elements alone', 'text between them');
      continue;
    }
    const part = partAt(inner, innerName, plan, scope, reading);
    if (!part) continue;
    const isLate = part.place < reached;
    reached = Math.max(reached, part.place);
    readPart(part, inner, innerName, element, isLate, scope, reading);
  }
  return element;
}

/** The part of the plan that an element is; undefined, with a fault, where it is none. */
function partAt(
  node: XmlNode,
  name: string,
  plan: ElementPlan,
  outer: NamespaceScope,
  reading: ElementReading,
): Part | undefined {
  const attributes = attributesOf(node);
  const local = localName(attributes ? scopeBelow(outer, attributes) : outer, name);
  const part = local === undefined ? undefined : plan.byName.get(local);
  if (part) return part;
  const shown = local ?? name;
  const rule = local === undefined ? 'an element of the namespace of CIEL' : 'unknown element';
  within(reading, shown, () => fault(reading, rule, 'an element'));
  return undefined;
}

function readPart(
  part: Part,
  node: XmlNode,
  name: string,
  element: Json,
  isLate: boolean,
  scope: NamespaceScope,
  reading: ElementReading,
): void {
  const { plan, isMany } = part;
  reading.path.push(part.name);
  const held = element[part.name] as unknown[] | undefined;
  if (isMany) reading.path.push(held?.length ?? 0);
  if (held !== undefined && !isMany) fault(reading, 'once', 'the same element again');
  else {
    if (isLate) fault(reading, 'the order of the schema', 'an element too late');
    const value = isLeaf(plan)
      ? readLeaf(node, name, plan, scope, reading)
      : readElement(node, name, plan, scope, reading);
    if (!isMany) element[part.name] = value;
    else if (held) held.push(value);
    else element[part.name] = [value];
  }
  reading.path.length -= isMany ? 2 : 1;
}

function readLeaf(
  node: XmlNode,
  name: string,
  plan: LeafPlan,
  outer: NamespaceScope,
  reading: ElementReading,
): unknown {
  const attributes = attributesOf(node);
  const contents = contentsOf(node, name);
  if (attributes) readAttributes(attributes, [], {}, scopeBelow(outer, attributes), reading);
  for (const inner of contents) {
    const innerName = nameOf(inner);
    if (innerName !== TEXT && innerName !== CDATA) fault(reading, 'text alone', 'an element in it');
  }
  return jsonValue(plan, textOf(contents), reading);
}

/** Puts the attributes of an element into its object. Declarations of namespaces and hints of a schema are passed over. */
function readAttributes(
  attributes: Readonly<Record<string, string>>,
  known: readonly Part[],
  element: Json,
  scope: NamespaceScope,
  reading: ElementReading,
): void {
  for (const [name, given] of Object.entries(attributes)) {
    const part = known.find((one) => one.name === name);
    const text = given.includes('<') ? undefined : decoded(given);
    if (part) {
      within(reading, name, () => {
        element[name] = jsonValue(part.plan as LeafPlan, text, reading);
      });
    } else if (text === undefined || (isDeclaration(name) && isCrooked(name, text)))
      fault(reading, WELL_FORMED, 'an attribute that is not');
    else if (!isDeclaration(name) && !isSchemaHint(scope, name)) {
      within(reading, name, () => fault(reading, 'unknown attribute', 'an attribute'));
    }
  }
}

/** The value of a text: a boolean where it is one; a text in its place is for the schema to refuse. */
function jsonValue(
  { isBoolean, isCollapsed, filledTo }: LeafPlan,
  text: string | undefined,
  reading: ElementReading,
): unknown {
  if (text === undefined) {
    fault(reading, WELL_FORMED, 'text that is not');
    return undefined;
  }
  if (filledTo > 0 && charactersIn(text) < filledTo) fault(reading, `at least ${filledTo} characters`, valueKind(text));
  if (!isCollapsed) return text;
  const value = text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '');
  if (!isBoolean) return value;
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : value;
}

function isBlank(node: XmlNode, name: string): boolean {
  return name === TEXT && !/[^ \t\n\r]/.test(node[TEXT] as string);
}

function within(reading: ElementReading, key: string, act: () => void): void {
  reading.path.push(key);
  act();
  reading.path.pop();
}

function fault({ faults, path }: ElementReading, rule: string, found: string): void {
  faults.push(xmlFault(rule, found, path));
}
