import { beforeEach, describe, expect, it } from 'vitest';
import { keepFinding, unclearSend } from '../../desk/actions/settle.ts';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const key = { authority: TOY, kind: 'declaration', reference: 'C-1' } as const;
const orderNow = JSON.stringify({ state: 'TAKEN', orderInMinutes: 0 });
const answers: Verdict[] = [
  { kind: 'accepted', httpStatus: 200, answer: { message: 'Checked', body: orderNow } },
  { kind: 'unavailable', cause: 'timeout', httpStatus: null, mayHaveArrived: true, error: {} },
];
const created = { number: '4711', reason: undefined };
const notCreated = { number: undefined, reason: 'not in the list' };

let gateway: ToyGateway;
let problems: string[];
const noted = (name: string, { message }: { message?: string }) => void problems.push(`${name} of ${message}`);
const now = () => new Date(gateway.clock);

/** An order that is unclear, and what a person then finds out. */
async function found(finding: { number: string | undefined; reason: string | undefined }): Promise<void> {
  const read = readFiling(key, await gateway.ledger.records(key));
  const unclear = unclearSend(read);
  expect(unclear && (await keepFinding(read, unclear, finding, 'anna', { ...gateway.ports, now }))).toBeDefined();
}

beforeEach(async () => {
  gateway = new ToyGateway();
  problems = [];
  gateway.toymaker.answers.push(...answers);
  await gateway.submit('Check', { id: 'C-1', toy: 'train' });
});

describe('an answer that comes after a finding', () => {
  /** The toymaker answers all the same, a minute later. */
  async function late(body: object): Promise<void> {
    gateway.clock += 60_000;
    const at = now().toISOString();
    const record = { type: 'received', message: 'Ordered', path: 'answer/Order', at, messageId: 'n-1' } as const;
    await gateway.ledger.receive(key, { ...record, body: JSON.stringify(body), drift: [] }, { fact: 'released' });
    const telemetry = { event() {}, problem: (name: string, about: { message?: string }) => noted(name, about) };
    await gateway.notify(gateway.stored.at(-1) as StoredMessage, { telemetry });
  }

  it('says the same: nothing is against it', async () => {
    await found(created);
    await late({ number: '4711', state: 'GIVEN' });
    const { state, history } = await gateway.filing('C-1');
    expect([state, history.at(-1)?.outcome]).toEqual(['given', 'taken']);
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'another number',
      created,
      { number: '4712' },
      { status: 'answered', authorityReference: '4712', state: 'validated' },
    ],
    [
      'that it is rejected',
      created,
      { errors: [{ errorCode: 'NO' }] },
      { status: 'rejected', authorityReference: null },
    ],
    ['that it is there', notCreated, { number: '4711' }, { status: 'answered', authorityReference: '4711' }],
  ])('says %s: its word counts, and the difference is seen', async (_, finding, body, filing) => {
    await found(finding);
    await late(body);
    expect(await gateway.filing('C-1')).toMatchObject(filing);
    const { history } = await gateway.filing('C-1');
    expect(history.at(-1)).toMatchObject({ message: 'Ordered', outcome: 'against the finding' });
    expect(history.map(({ outcome }) => outcome)).toContain('settled');
    expect(problems).toEqual(['message.unclear of Order']);
  });
});
