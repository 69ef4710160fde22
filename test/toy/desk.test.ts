import '../support/toy/register.ts';

import { describe, expect, it } from 'vitest';
import { show } from '../../desk/commands/show.ts';
import { DeskFault } from '../../desk/fault.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { bareConnection } from '../desk/support/connection.ts';
import { lifeIn } from '../desk/support/life.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

/** A desk at a gateway with two lanes, in each of which something is filed under one reference. */
async function twoLanes(): Promise<GatewayConnection> {
  const gateway = new ToyGateway();
  await lifeIn(gateway.ledger).sent('TWICE', '2026-11-22T08:00:00.000Z');
  await gateway.submit('Letter', { id: 'TWICE', wish: 'a train' });
  return {
    ...bareConnection,
    authorities: ['delta-h7', TOY],
    ledger: async () => gateway.ledger,
    lane: (name) => {
      if (name === TOY || name === 'delta-h7') return name;
      throw new DeskFault('NO_LANE', `There is no lane for ${name}`);
    },
  };
}

describe('a reference in several lanes', () => {
  const shown = async (authority?: string) => {
    const { terminal, out, err } = keptTerminal();
    const gateway = await twoLanes();
    await show({ reference: 'TWICE', authority, json: true }, () => gateway, terminal);
    return { filing: JSON.parse(out.join('\n')), said: err.join('\n') };
  };

  it('shows the latest of them, and says how another one is picked', async () => {
    const { filing, said } = await shown();
    expect(filing).toMatchObject({ authority: 'toy', kind: 'declaration', references: { number: null } });
    expect(said).toBe(
      'The latest filing under this reference is shown; there are more, at delta-h7 (declaration, sent). --authority picks one.',
    );
  });

  it('shows the one of the authority that is named', async () => {
    expect(await shown('delta-h7')).toMatchObject({ filing: { authority: 'delta-h7' }, said: '' });
    expect(await shown('toy')).toMatchObject({ filing: { authority: 'toy' }, said: '' });
  });
});
