import { describe, expect, it } from 'vitest';
import { routerBelow } from '../../../local/simulators/delta-h7/routes.ts';
import { outboundMessages } from '../../../schemas/catalogue.ts';

describe('the routes of customs', () => {
  it.each(['/dh7', '', '/moa/dh7'])('are those of the catalogue, below %j', (base) => {
    const route = routerBelow(base);
    for (const { path, message } of outboundMessages('delta-h7')) {
      expect(route(`${base}${path.replace(/\{\w+\}/g, '2282319')}`)).toBe(message);
    }
    expect(route(`${base}/declarations/creer/more`)).toBeUndefined();
    expect(route('/elsewhere/declarations/creer')).toBeUndefined();
  });
});
