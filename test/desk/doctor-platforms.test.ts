import { describe, expect, it } from 'vitest';
import { platformChecks } from '../../desk/doctor/platforms.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

const SENDERS = ['AROACKCEVSQ6C2EXAMPLE'];
const ROLE = 'arn:aws:iam::111122223333:role/shop-b';

/** The findings with these platforms, but for the first, of the names that submit. */
async function found(platforms: unknown[], platformTrust: Configuration['platformTrust'] = 'apart') {
  const gateway = connectionOf(TOY);
  const configuration = () => ({ platforms, platformTrust }) as unknown as Configuration;
  const unknownPlatforms: typeof gateway.unknownPlatforms = async () => ({
    note: async () => {},
    list: async () => [],
  });
  const checks = platformChecks({
    ...gateway,
    unknownPlatforms,
    installation: { ...gateway.installation, configuration },
  });
  return (await Promise.all(checks.slice(1))).map(({ verdict, says }) => `${verdict}: ${says}`);
}

const asDesk = expect.stringMatching(/^warning: .* no platform's sender may submit as desk, about the filings of all$/);

describe('platforms that may put on the outboxes from elsewhere', () => {
  it.each([
    ['a whole account', { accounts: ['111122223333'], senders: SENDERS }],
    ['more roles than senders', { roles: [ROLE, `${ROLE}-2`], senders: SENDERS }],
  ])('as %s may also submit as an operator, unless that name has its senders', async (_, access) => {
    const shop = { name: 'shop-b', ...access };
    expect(await found(['shop-a', shop])).toEqual([asDesk]);
    expect(await found([shop, { name: 'desk', senders: ['AROAOPERATORSEXAMPLE1'] }])).toEqual([]);
    expect(await found([shop], 'shared')).toEqual([]);
  });

  it('and have no senders may use its name and that', async () => {
    expect(await found([{ name: 'shop-b', roles: [ROLE] }])).toEqual([
      'warning: whoever may put on an outbox may use the name of shop-b',
      asDesk,
    ]);
  });

  it('may use no name but their own where each role is a sender, or where none is elsewhere', async () => {
    expect(await found([{ name: 'shop-b', roles: [ROLE], senders: SENDERS }])).toEqual([]);
    expect(await found(['shop-a', { name: 'shop-b', senders: SENDERS }])).toEqual([]);
  });
});
