import { limitValuesOf, sampleOf, wrongValuesOf } from './sample-values.ts';
import type { XmlTree } from './xml-tree.ts';
import type { ComplexType, ElementModel, Particle, SimpleType } from './xsd-model.ts';

/** A document that differs in one place from one that has every element, with the place's pointer in the JSON form. */
export interface Variant {
  what: string;
  pointer: string;
  root: XmlTree;
}

/** Puts an element in the place of another, up to the root. */
type Rebuild = (tree: XmlTree) => XmlTree;

const isComplex = (type: SimpleType | ComplexType): type is ComplexType => 'particles' in type;

/**
 * A document with every element once.
 * @param chosen the alternative that is taken of each choice
 */
export function fullTree({ name, type }: ElementModel, chosen: number): XmlTree {
  if (!isComplex(type)) return { name, children: sampleOf(type) };
  return {
    name,
    attributes: Object.fromEntries(type.attributes.map((one) => [one.name, sampleOf(one.type)])),
    children: type.particles.map((particle) => fullTree(taken(particle, chosen), chosen)),
  };
}

const taken = (particle: Particle, chosen: number): ElementModel =>
  'choice' in particle ? (particle.choice[chosen] as ElementModel) : particle;

/** Every way to break the schema in one place. */
export function violationsOf(model: ElementModel, chosen: number): Variant[] {
  return [...variantsOf(model, chosen, fullTree(model, chosen), '', (tree) => tree, wrongSimple, wrongComplex)];
}

/** Documents with a value at the limit of its type, which the schema takes. */
export function limitsOf(model: ElementModel, chosen: number): Variant[] {
  const values = (type: SimpleType) => limitValuesOf(type).map((value): [string, string] => ['limit', value]);
  return [
    ...variantsOf(
      model,
      chosen,
      fullTree(model, chosen),
      '',
      (tree) => tree,
      values,
      () => [],
    ),
  ];
}

const wrongSimple = wrongValuesOf;
type Values = (type: SimpleType) => [rule: string, value: string][];
type Shapes = (type: ComplexType, tree: XmlTree, pointer: string, chosen: number) => Variant[];

function* variantsOf(
  { type, most }: ElementModel,
  chosen: number,
  tree: XmlTree,
  pointer: string,
  rebuild: Rebuild,
  values: Values,
  shapes: Shapes,
): Generator<Variant> {
  const at = most > 1 ? `${pointer}/0` : pointer;
  if (!isComplex(type)) {
    for (const [rule, value] of values(type))
      yield { what: rule, pointer: at, root: rebuild({ ...tree, children: value }) };
    return;
  }
  for (const one of type.attributes) {
    for (const [rule, value] of values(one.type)) {
      const attributes = { ...tree.attributes, [one.name]: value };
      yield { what: rule, pointer: `${at}/${one.name}`, root: rebuild({ ...tree, attributes }) };
    }
  }
  for (const { what, pointer: place, root } of shapes(type, tree, at, chosen))
    yield { what, pointer: place, root: rebuild(root) };
  const children = tree.children as readonly XmlTree[];
  for (const [n, particle] of type.particles.entries()) {
    const inner = taken(particle, chosen);
    const within: Rebuild = (child) => rebuild({ ...tree, children: children.with(n, child) });
    yield* variantsOf(inner, chosen, children[n] as XmlTree, `${at}/${inner.name}`, within, values, shapes);
  }
}

/** The ways to break the shape of an element: what is in it, in which order and how often. */
function wrongComplex(type: ComplexType, tree: XmlTree, at: string, chosen: number): Variant[] {
  const children = tree.children as readonly XmlTree[];
  const models = type.particles.map((particle) => taken(particle, chosen));
  const placeOf = ({ name, most }: ElementModel, n = 0) => `${at}/${name}${most > 1 ? `/${n}` : ''}`;
  const variant = (what: string, pointer: string, changed: readonly XmlTree[]): Variant => ({
    what,
    pointer,
    root: { ...tree, children: changed },
  });
  return [
    ...models.flatMap((model, n) => {
      const isRequired = model.isRequired && !('choice' in (type.particles[n] as Particle));
      return isRequired ? [variant('required', `${at}/${model.name}`, children.toSpliced(n, 1))] : [];
    }),
    ...models.slice(1).map((model, n) => {
      const [first, second] = [children[n] as XmlTree, children[n + 1] as XmlTree];
      return variant(
        `order of ${model.name}`,
        placeOf(models[n] as ElementModel),
        children.toSpliced(n, 2, second, first),
      );
    }),
    ...models.flatMap((model, n) => {
      if (!Number.isFinite(model.most)) return [];
      const more = Array.from({ length: model.most }, () => children[n] as XmlTree);
      return [variant(`at most ${model.most}`, `${at}/${model.name}`, children.toSpliced(n, 0, ...more))];
    }),
    ...type.particles.flatMap((particle, n) => {
      if (!('choice' in particle)) return [];
      const all = particle.choice.map((one) => fullTree(one, chosen));
      return [variant('choice', `${at}/${particle.choice.at(-1)?.name}`, children.toSpliced(n, 1, ...all))];
    }),
    variant('unknown element', `${at}/inconnu`, [...children, { name: 'inconnu', children: '1' }]),
    {
      what: 'unknown attribute',
      pointer: `${at}/inconnu`,
      root: { ...tree, attributes: { ...tree.attributes, inconnu: '1' } },
    },
    ...type.attributes
      .filter(({ isRequired }) => isRequired)
      .map(({ name }) => {
        const { [name]: _, ...attributes } = tree.attributes ?? {};
        return { what: 'required attribute', pointer: `${at}/${name}`, root: { ...tree, attributes } };
      }),
  ];
}
