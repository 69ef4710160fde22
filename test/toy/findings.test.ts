import { describe, expect, it } from 'vitest';
import { show } from '../../desk/commands/show.ts';
import { contributionOf } from '../../functions/books/contribution.ts';
import { summaryOf } from '../../functions/books/summary.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';
import { letter, receipt } from '../support/toy/messages.ts';
import { paths } from '../support/toy/paths.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'L-1' } as const;

/** A letter whose receipt has this tag: one that begins with OTHER- is not that of the wish. */
async function answered(tag: string): Promise<ToyGateway> {
  const gateway = new ToyGateway();
  await gateway.submit('Letter', letter('L-1', { wish: 'a train' }));
  await gateway.callBack(paths.receipts, receipt({ id: 'L-1', messageId: 'r-1', number: '771', tag }));
  return gateway;
}

async function shown(gateway: ToyGateway): Promise<Record<string, unknown>> {
  const { terminal, out } = keptTerminal();
  const connection = { ...connectionOf(TOY), ledger: async () => gateway.ledger };
  await show({ reference: 'L-1', json: true }, () => connection, terminal);
  return JSON.parse(out.join('\n'));
}

describe('what follows from an answer for what was sent', () => {
  const surprise = { wish: 'a train', tag: 'OTHER-1' };

  it('is shown, told to the platform, and counted by day', async () => {
    const gateway = await answered('OTHER-1');
    expect(await shown(gateway)).toMatchObject({ surprise });
    expect(gateway.told.at(-1)).toMatchObject({ outcome: 'accepted', surprise });
    const summary = summaryOf(readFiling(key, await gateway.ledger.records(key)));
    expect(summary.differs).toBe(true);
    expect(contributionOf(summary).cells).toMatchObject({ differs: 1 });
  });

  it('has no key where there is nothing', async () => {
    const gateway = await answered('T-1');
    expect(await shown(gateway)).not.toHaveProperty('surprise');
    expect(gateway.told.at(-1)).not.toHaveProperty('surprise');
    const summary = summaryOf(readFiling(key, await gateway.ledger.records(key)));
    expect(summary).not.toHaveProperty('differs');
    expect(contributionOf(summary).cells).not.toHaveProperty('differs');
  });
});
