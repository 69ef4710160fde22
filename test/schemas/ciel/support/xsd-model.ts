import { XmlDocument, type XmlElement } from 'libxml2-wasm';

/** A simple type: its built-in type, with the facets of all its restrictions. */
export interface SimpleType {
  base: string;
  facets: { kind: string; value: string }[];
}

/** A complex type: its particles in their order, and its attributes. */
export interface ComplexType {
  particles: Particle[];
  attributes: { name: string; isRequired: boolean; type: SimpleType }[];
}

/** An element, or a choice of elements. */
export type Particle = ElementModel | { choice: ElementModel[] };

export interface ElementModel {
  name: string;
  isRequired: boolean;
  /** The most times that it may occur. */
  most: number;
  type: SimpleType | ComplexType;
}

/** The model of a schema's element. Only the parts of XSD that the published schemas use are understood. */
export function modelOf(xsd: string, name: string): ElementModel {
  using document = XmlDocument.fromString(xsd);
  const all = childrenOf(document.root);
  const types = new Map(all.flatMap((node) => (node.name.endsWith('Type') ? [[attributeOf(node, 'name'), node]] : [])));
  const found = all.find((node) => node.name === 'element' && attributeOf(node, 'name') === name);
  if (!found) throw new Error(`no element ${name}`);
  return elementOf(found, types, 1);
}

type Types = ReadonlyMap<string | undefined, XmlElement>;

/** @param times the most times that the group may occur in which it stands */
function elementOf(node: XmlElement, types: Types, times: number): ElementModel {
  const most = attributeOf(node, 'maxOccurs') ?? '1';
  return {
    name: attributeOf(node, 'name') ?? '',
    isRequired: attributeOf(node, 'minOccurs') !== '0',
    most: times * (most === 'unbounded' ? Number.POSITIVE_INFINITY : Number(most)),
    type: typeOf(node, types),
  };
}

function typeOf(node: XmlElement, types: Types): SimpleType | ComplexType {
  const complex = childrenOf(node).find(({ name }) => name === 'complexType');
  const named = types.get(attributeOf(node, 'type'));
  if (complex ?? named?.name === 'complexType') return complexOf((complex ?? named) as XmlElement, types);
  return simpleOf(node, types);
}

function complexOf(node: XmlElement, types: Types): ComplexType {
  const [sequence] = childrenOf(node, 'sequence');
  const times = sequence && attributeOf(sequence, 'maxOccurs') === 'unbounded' ? Number.POSITIVE_INFINITY : 1;
  return {
    particles: (sequence ? childrenOf(sequence) : []).flatMap((inner): Particle[] => {
      if (inner.name === 'element') return [elementOf(inner, types, times)];
      return inner.name === 'choice' ? [{ choice: childrenOf(inner).map((one) => elementOf(one, types, 1)) }] : [];
    }),
    attributes: childrenOf(node, 'attribute').map((one) => ({
      name: attributeOf(one, 'name') ?? '',
      isRequired: attributeOf(one, 'use') === 'required',
      type: simpleOf(one, types),
    })),
  };
}

/** The simple type of a declaration, or of a restriction. */
function simpleOf(node: XmlElement, types: Types): SimpleType {
  const reference = attributeOf(node, 'type') ?? attributeOf(node, 'base');
  if (reference?.startsWith('xsd:')) return { base: reference.slice(4), facets: facetsIn(node) };
  const named = types.get(reference) ?? childrenOf(node, 'simpleType')[0];
  const [restriction] = named ? childrenOf(named, 'restriction') : [];
  if (!restriction) throw new Error(`no simple type of ${attributeOf(node, 'name')}`);
  const { base, facets } = simpleOf(restriction, types);
  return { base, facets: [...facets, ...(node.name === 'restriction' ? facetsIn(node) : [])] };
}

function facetsIn(node: XmlElement) {
  if (node.name !== 'restriction') return [];
  return childrenOf(node).map((facet) => ({ kind: facet.name, value: attributeOf(facet, 'value') ?? '' }));
}

function childrenOf(node: XmlElement, name?: string): XmlElement[] {
  const children: XmlElement[] = [];
  for (let child = node.firstChild; child; child = child.next) {
    const element = child as XmlElement;
    if ('attrs' in child && element.name !== 'annotation' && (name === undefined || element.name === name))
      children.push(element);
  }
  return children;
}

const attributeOf = (node: XmlElement, name: string) => node.attr(name)?.value;
