import { describe, expect, it } from 'vitest';
import { readAssembly } from '../../local/template/assembly.ts';
import { holds, references, resolve, type Scope } from '../../local/template/intrinsics.ts';
import { inOrder } from '../../local/template/order.ts';
import { writeAssembly } from './support/assembly.ts';
import { temporaryFolder } from './support/folder.ts';

const scope: Scope = {
  ref: (name) => (name === 'AWS::NoValue' ? undefined : `ref-${name}`),
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name) => name === 'Yes',
  mapped: (...keys) => keys.join('-'),
  imported: (name) => `imported-${name}`,
};

describe('a value of a template', () => {
  it.each([
    ['plain', { a: [1, 'x', true, null] }, { a: [1, 'x', true, null] }],
    ['Ref', { Ref: 'Queue' }, 'ref-Queue'],
    ['GetAtt', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['GetAtt of a nested attribute', { 'Fn::GetAtt': ['Stack', 'Outputs.X'] }, 'Stack/Outputs.X'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'Queue/Arn'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref-B-3'],
    ['Join of a function', { 'Fn::Join': ['', { 'Fn::Split': [',', 'a,b'] }] }, 'ab'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the template writes it
    ['Sub', { 'Fn::Sub': 'a-${AWS::Region}-${Queue.Arn}-${!Literal}' }, 'a-ref-AWS::Region-Queue/Arn-${Literal}'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the template writes it
    ['Sub with variables', { 'Fn::Sub': ['${X}-${Y}', { X: { Ref: 'A' } }] }, 'ref-A-ref-Y'],
    ['Select', { 'Fn::Select': [1, ['a', { Ref: 'B' }]] }, 'ref-B'],
    ['Split', { 'Fn::Split': ['|', 'a|b'] }, ['a', 'b']],
    ['If', [{ 'Fn::If': ['Yes', 'a', 'b'] }, { 'Fn::If': ['No', 'a', { Ref: 'B' }] }], ['a', 'ref-B']],
    ['no value', { a: { Ref: 'AWS::NoValue' }, b: ['x', { Ref: 'AWS::NoValue' }] }, { b: ['x'] }],
    ['FindInMap', { 'Fn::FindInMap': ['M', { Ref: 'R' }, 'k'] }, 'M-ref-R-k'],
    ['ImportValue', { 'Fn::ImportValue': 'x' }, 'imported-x'],
    ['Base64', { 'Fn::Base64': 'é' }, Buffer.from('é').toString('base64')],
    ['a policy statement', { Condition: { Bool: { a: 'b' } } }, { Condition: { Bool: { a: 'b' } } }],
    ['a property that is called like a function', { Ref: 'a', Other: 'b' }, { Ref: 'a', Other: 'b' }],
  ])('%s', (_, value, resolved) => {
    expect(resolve(value, scope)).toEqual(resolved);
  });

  it.each([
    ['an unknown function', { 'Fn::Cidr': [] }, 'Fn::Cidr is not known to the local machine'],
    ['a list in a text', { 'Fn::Join': ['', [['a']]] }, 'Fn::Join needs text, and got a list'],
    ['an entry that is not there', { 'Fn::Select': [2, ['a']] }, 'Fn::Select has no entry 2'],
  ])('%s is an error', (_, value, message) => {
    expect(() => resolve(value, scope)).toThrow(message);
  });

  it.each([
    [{ 'Fn::Equals': ['a', { Ref: 'a' }] }, false],
    [{ 'Fn::Equals': ['ref-a', { Ref: 'a' }] }, true],
    [{ 'Fn::Not': [{ Condition: 'Yes' }] }, false],
    [{ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] }, true],
    [{ 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] }, true],
    [{ 'Fn::Or': [{ Condition: 'No' }, { Condition: 'No' }] }, false],
  ])('holds or not: %j', (condition, result) => {
    expect(holds(condition, scope)).toBe(result);
  });

  it('names all that it refers to', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as the template writes it
    const text = '${A.Arn} ${B} ${!C} ${D}';
    const value = { x: [{ Ref: 'E' }, { 'Fn::GetAtt': ['F', 'Arn'] }], y: { 'Fn::Sub': [text, { D: { Ref: 'G' } }] } };
    expect([...references(value)].toSorted()).toEqual(['A', 'B', 'E', 'F', 'G']);
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

  it('names those that depend on each other', () => {
    const ref = (to: string) => queue({ x: { Ref: to } });
    expect(() => orderOf({ A: ref('B'), B: ref('C'), C: ref('B') })).toThrow(
      'The resources B → C → B depend on each other.',
    );
  });
});

describe('an assembly', () => {
  it('yields every stack, those that others need first', () => {
    const empty = { Resources: {} };
    const folder = writeAssembly(temporaryFolder(), { one: empty, two: empty, three: empty }, {}, { one: ['three'] });
    expect(readAssembly(folder).map(({ name }) => name)).toEqual(['the-three', 'the-one', 'the-two']);
  });

  it('without a stack, or that is not there, is told plainly', () => {
    const folder = temporaryFolder();
    expect(() => readAssembly(folder)).toThrow(/^The synthesized .*manifest\.json cannot be read: /);
    expect(() => readAssembly(writeAssembly(folder, {}))).toThrow(`There is no stack in ${folder}.`);
  });
});
