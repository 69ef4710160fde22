import { expect, it } from 'vitest';
import { estimateLines, sourceLines } from '../../desk/render/estimated.ts';
import type { Estimate } from '../../schemas/estimate.ts';
import { keptTerminal } from './support/terminal.ts';

it('the lines of an estimate fit the terminal', () => {
  const terminal = { ...keptTerminal().terminal, width: 60 };
  const reason = 'no rate is known of the currency on that day, nor on any of the days before it';
  const estimate: Estimate = {
    ...{ on: '2026-11-30', currency: 'EUR', total: 0, charges: [] },
    unestimated: [{ code: 'duty', item: 1, reason }],
    mergeable: [{ items: Array.from({ length: 30 }, (_, n) => n + 1), saves: 3, currency: 'EUR' }],
  };
  const charge = { code: 'duty', certainty: 'verified', source: `A law, ${'article, '.repeat(20)}end` };
  const lines = [...estimateLines(estimate, terminal), ...sourceLines([charge as never], terminal)];
  expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(reason);
  expect(lines.length).toBeGreaterThan(6);
  expect(lines.filter((line) => line.length > 60)).toEqual([]);
});
