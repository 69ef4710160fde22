import { expect, it } from 'vitest';
import { fillPath } from '../../schemas/catalogue.ts';

it('no path is made with a part missing, or with a part by which its URL would lead elsewhere', () => {
  expect(fillPath('/a/{b}/c', { b: 'x/y' })).toBe('/a/x%2Fy/c');
  for (const parts of [{}, { b: '.' }, { b: '..' }]) expect(() => fillPath('/a/{b}/c', parts)).toThrow('needs b');
});
