import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../../local/simulators/delta-h7/customs.ts';
import { routerBelow } from '../../../local/simulators/delta-h7/http/routes.ts';
import { outboundMessages } from '../../../schemas/catalogue.ts';

describe('the routes of customs', () => {
  it.each(['/dh7', '', '/moa/dh7'])('are those of the catalogue, all of which it plays, below %j', (base) => {
    const route = routerBelow(base);
    // A message that the gateway carries out itself goes to nobody.
    for (const { path, message } of outboundMessages('delta-h7').filter(({ fanOut }) => !fanOut)) {
      expect(route(`${base}${path.replace(/\{\w+\}/g, '2282319')}`)?.message).toBe(message);
      expect(exchangeOf(message)).toBeDefined();
    }
    expect(route(`${base}/declarations/creer/more`)).toBeUndefined();
    expect(route('/elsewhere/declarations/creer')).toBeUndefined();
  });
});

describe('the routes of a path with a reference in it', () => {
  const route = routerBelow('/dh7', [
    { path: '/declarations/creer', message: 'Creation_H7' },
    { path: '/declarations/{customsDeclarationReference}/valider', message: 'Validation_H7' },
  ]);

  it('take any one part for the reference', () => {
    const named = (customsDeclarationReference: string) => ({
      message: 'Validation_H7',
      parts: { customsDeclarationReference },
    });
    expect(route('/dh7/declarations/2282319/valider')).toEqual(named('2282319'));
    expect(route('/dh7/declarations/A%2FB/valider')).toEqual(named('A/B'));
    expect(route('/dh7/declarations/%E0/valider')).toEqual(named('%E0'));
    expect(route('/dh7/declarations/creer')).toEqual({ message: 'Creation_H7', parts: {} });
  });

  it.each([
    '/dh7/declarations//valider',
    '/dh7/declarations/1/2/valider',
    '/x/dh7/declarations/1/valider',
    '/dh7/declarations/1/valider/x',
  ])('do not take %s', (path) => {
    expect(route(path)).toBeUndefined();
  });
});
