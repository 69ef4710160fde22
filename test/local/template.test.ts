import { describe, expect, it } from 'vitest';
import { readAssembly } from '../../local/template/assembly.ts';
import { referencedIds, resolve, type Scope } from '../../local/template/intrinsics.ts';
import { inOrder } from '../../local/template/order.ts';
import { writeAssembly } from './support/assembly.ts';
import { temporaryFolder } from './support/folder.ts';

const scope: Scope = {
  ref: (name) => `ref-${name}`,
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
};

describe('a value of a template', () => {
  it.each([
    ['plain', { a: [1, 'x', true, null] }, { a: [1, 'x', true, null] }],
    ['Ref', { Ref: 'Queue' }, 'ref-Queue'],
    ['GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['GetAtt of a nested attribute', { 'Fn::GetAtt': ['Stack', 'Outputs.X'] }, 'Stack/Outputs.X'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-B-3'],
    ['Join of a function', { 'Fn::Join': ['', [{ 'Fn::Join': ['', ['a', 'b']] }]] }, 'ab'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the template writes it
    ['Sub', { 'Fn::Sub': 'a-${AWS::Region}-${Queue.Arn}-${!Literal}' }, 'a-ref-AWS::Region-Queue/Arn-${Literal}'],
    ['a policy statement', { Condition: { Bool: { a: 'b' } } }, { Condition: { Bool: { a: 'b' } } }],
    ['a property that is called like a function', { Ref: 'a', Other: 'b' }, { Ref: 'a', Other: 'b' }],
  ])('%s', (_, value, resolved) => {
    expect(resolve(value, scope)).toEqual(resolved);
  });

  it.each([
    ['an unknown function', { 'Fn::Select': [] }, 'Fn::Select is not known to the local machine'],
    ['a list in a text', { 'Fn::Join': ['', [['a']]] }, 'Fn::Join needs text, and got a list'],
    ['a text with variables of its own', { 'Fn::Sub': ['x', {}] }, 'Fn::Sub with variables is not known'],
  ])('%s is an error', (_, value, message) => {
    expect(() => resolve(value, scope)).toThrow(message);
  });

  it('names every resource that it refers to', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the template writes it
    const text = '${A.Arn} ${B} ${!C}';
    const value = { x: [{ Ref: 'E' }, { 'Fn::GetAtt': ['F', 'Arn'] }], y: { 'Fn::Sub': text } };
    expect([...referencedIds(value)].toSorted()).toEqual(['A', 'B', 'E', 'F']);
  });
});

const queue = (properties: object = {}, rest: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...rest,
});

describe('the order of resources', () => {
  const orderOf = (Resources: Record<string, ReturnType<typeof queue>>, Parameters = {}) => {
    const [stack] = readAssembly(writeAssembly(temporaryFolder(), { stack: { Resources, Parameters } }));
    return stack ? inOrder(stack).map(({ logicalId }) => logicalId) : [];
  };

  it('is that of their dependencies', () => {
    const order = orderOf(
      {
        First: queue({ a: { 'Fn::GetAtt': ['Second', 'Arn'] } }),
        Second: queue({}, { DependsOn: 'Third' }),
        Third: queue({}, { DependsOn: ['Fourth'] }),
        Fourth: queue({ a: { Ref: 'AWS::Region' }, b: { Ref: 'Parameter' } }),
      },
      { Parameter: { Default: 'x' } },
    );
    expect(order).toEqual(['Fourth', 'Third', 'Second', 'First']);
  });

  it('names every reference that leads nowhere', () => {
    expect(() => orderOf({ A: queue({ x: { Ref: 'Gone' } }), B: queue({}, { DependsOn: 'Lost' }) })).toThrow(
      'A of stack the-stack refers to Gone, which the template does not have.\nB of stack the-stack refers to Lost',
    );
  });

  it('names resources that depend on each other', () => {
    const ref = (to: string) => queue({ x: { Ref: to } });
    expect(() => orderOf({ A: ref('B'), B: ref('C'), C: ref('B') })).toThrow(
      'The resources B → C → B depend on each other.',
    );
  });
});

describe('an assembly', () => {
  it('has every stack, after those that it needs', () => {
    const empty = { Resources: {} };
    const folder = writeAssembly(temporaryFolder(), { one: empty, two: empty, three: empty }, {}, { one: ['three'] });
    expect(readAssembly(folder).map(({ name }) => name)).toEqual(['the-three', 'the-one', 'the-two']);
  });

  it('without a stack, or that is missing, is reported in a sentence', () => {
    const folder = temporaryFolder();
    expect(() => readAssembly(folder)).toThrow(/^The synthesized .*manifest\.json cannot be read: /);
    expect(() => readAssembly(writeAssembly(folder, {}))).toThrow(`There is no stack in ${folder}.`);
  });
});
