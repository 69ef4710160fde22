import { describe, expect, it } from 'vitest';
import { show } from '../../desk/commands/show.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const sent = { child: 'Ann', year: 2026, toys: [] };

/** A tally that was sent, and was given back with its answer. */
async function shown(returned: object | undefined, json: boolean) {
  const gateway = new ToyGateway();
  const body = JSON.stringify({ state: 'MADE', ...(returned && { tally: returned }) });
  gateway.toymaker.answers.push({ kind: 'accepted', httpStatus: 200, answer: { message: 'Tallied', body } });
  await gateway.submit('Tally', sent);
  const { terminal, out } = keptTerminal();
  const connection = { ...connectionOf(TOY), ledger: async () => gateway.ledger };
  await show({ reference: 'Ann/2026', json }, () => connection, terminal);
  return out.join('\n');
}

describe('a declaration that the authority gave back', () => {
  it('is shown with its differences from what was sent', async () => {
    const filing = JSON.parse(await shown({ year: 2025, toys: [] }, true));
    expect(filing).toMatchObject({ reference: 'Ann/2026', declaration: { year: 2025 } });
    expect(filing.differences).toEqual([
      { pointer: '/child', path: 'child', sent: 'Ann', returned: null },
      { pointer: '/year', path: 'year', sent: 2026, returned: 2025 },
    ]);
    const lines = (await shown({ year: 2025 }, false)).split('\n');
    const from = lines.indexOf('Sent and given back');
    expect(lines.slice(from + 1, from + 4)).toEqual([
      '  PLACE  SENT  GIVEN BACK',
      '  child  Ann',
      '  year   2026  2025',
    ]);
  });

  it.each([
    ['the same', sent],
    ['nothing', undefined],
  ])('has none where it gave back %s', async (_, returned) => {
    expect(JSON.parse(await shown(returned, true))).not.toHaveProperty('differences');
    expect(await shown(returned, false)).not.toContain('Sent and given back');
  });
});
