import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { PlatformRules } from '../../../functions/send/trust.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { ask, complaint, hurry, letter, recall, receipt, submissionOf } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { letterKey as key, received } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';
import { GATEWAY_ROLE, trustingFrom } from '../../support/trust.ts';

const platforms = [{ name: 'shop-a' }, { name: 'shop-b' }];
const CORRECTED = letter('L-1', { wish: 'a car' });
const accepted: Verdict = { kind: 'accepted', httpStatus: 200 };

const notIts = (pointer: string) => ({
  pointer,
  rule: 'a declaration of the platform that submits this',
  found: 'one that is not',
  remedy: 'give one of your own',
});
/** Two platforms at one sender, over a ledger in memory. */
describe('platforms that are apart', () => {
  let ledger: ReturnType<typeof memoryLedger>;
  let sent: OutgoingMessage[];
  let told: Outcome[];
  let problems: { name: string; [field: string]: unknown }[];
  let verdict: Verdict;
  let rules: Partial<PlatformRules>;
  let count: number;

  beforeEach(() => {
    ledger = memoryLedger();
    sent = [];
    told = [];
    problems = [];
    verdict = accepted;
    rules = { platforms };
    count = 0;
  });

  function ports(senderId: string): SendPorts {
    const now = () => new Date(Date.parse('2026-11-22T09:00:00.000Z') + count * 1000);
    const send = async (message: OutgoingMessage) => {
      sent.push(message);
      return verdict;
    };
    return sendPorts(
      { now, send },
      {
        ledger,
        outcomes: { publish: async (outcome) => void told.push(outcome) },
        telemetry: { event() {}, problem: (name, fields = {}) => void problems.push({ ...fields, name }) },
        ...trustingFrom(senderId, rules),
      },
    );
  }

  /** A text that somebody puts on the outbox, and that is handed out once. */
  async function put(text: string, senderId = 'AROASOMEBODY') {
    count += 1;
    await dispatchText(text, { id: `q-${count}`, receiveCount: 1 }, ports(senderId));
  }
  const by = (platform: string, payload: unknown, message = 'Letter') =>
    put(submissionOf(message, payload, { platform, ...(message === 'Ask' && { reason: 'lost callbacks' }) }));
  const filing = async (one: FilingKey = key) => readFiling(one, await ledger.records(one)).filing;
  const at = '2026-11-22T09:00:30.000Z';
  const answer = (said: Parameters<typeof receipt>[0] = {}) =>
    ledger.receive(key, received('Receipt', receipt(said), { at }), { fact: 'validated' });
  const reject = () => ledger.receive(key, received('Complaint', complaint(), { at }), { fact: 'rejected' });
  const lastTold = () => told.at(-1);
  const TAKEN = { outcome: 'duplicate', platform: 'shop-b', reference: 'L-1', kind: 'declaration', messageId: null };

  it('[F33] cannot correct what another has had rejected, and are told only that it is taken', async () => {
    await by('shop-a', letter());
    await reject();
    expect(await filing()).toMatchObject({ status: 'rejected', platform: 'shop-a' });
    await by('shop-b', CORRECTED);
    expect(sent).toHaveLength(1);
    const { id: _, at: __, authority: ___, message: ____, ...said } = lastTold() as Outcome;
    expect(said).toEqual(TAKEN);
    await by('shop-a', CORRECTED);
    expect(sent).toHaveLength(2);
  });

  it.each([
    ['Hurry', hurry(), '/payload/id'],
    ['Recall', recall('R-1', 'L-1'), '/payload/toys/0/id'],
    ['Reminder', letter(), '/payload/id'],
    ['Ask', ask('m-1', 'L-1'), '/payload/toys/0/id'],
  ])('[F33] do not ask by %s about what another filed', async (message, payload, pointer) => {
    await by('shop-a', letter());
    await answer();
    const before = await filing();
    await by('shop-b', payload, message);
    expect(sent).toHaveLength(1);
    expect(lastTold()).toMatchObject({ outcome: 'refused', platform: 'shop-b', faults: [notIts(pointer)] });
    expect(JSON.stringify(lastTold())).not.toMatch(/shop-a|validated|77/);
    // Its history alone shows that somebody tried.
    expect(await filing()).toEqual({ ...before, history: expect.any(Array) });
  });

  it('[F33] ask one another where they are one domain of trust', async () => {
    rules = { trust: 'shared', platforms };
    await by('shop-a', letter());
    await answer({ tag: 'T-1' });
    await by('shop-b', letter());
    expect(lastTold()).toMatchObject({ outcome: 'duplicate', platform: 'shop-b', status: 'answered' });
    expect(lastTold()).toMatchObject({ tag: 'T-1', state: 'validated' });
  });

  it('[F33] leave what an operator asks about to its owner', async () => {
    await by('shop-a', CORRECTED);
    await answer({ state: 'WISHED' });
    await by('desk', hurry(), 'Hurry');
    expect(sent).toHaveLength(2);
    expect(await filing()).toMatchObject({ platform: 'shop-a' });
  });

  it('[F33] [F7] do not disturb a declaration by what waited for it, and was another’s', async () => {
    await by('shop-b', hurry(), 'Hurry');
    expect(lastTold()).toMatchObject({ outcome: 'waiting', platform: 'shop-b' });
    await by('shop-a', CORRECTED);
    await answer({ state: 'WISHED' });
    expect(await filing()).toMatchObject({ platform: 'shop-a', status: 'answered' });
    await put(JSON.stringify({ resume: { ...key, message: 'Hurry', attempt: 1 } }), GATEWAY_ROLE);
    expect(lastTold()).toMatchObject({ outcome: 'refused', platform: 'shop-b', message: 'Hurry' });
    expect(await filing()).toMatchObject({ platform: 'shop-a', status: 'answered', errors: [] });
    // Its owner's own validation is another attempt of it.
    await by('shop-a', hurry(), 'Hurry');
    expect(sent.map(({ path }) => path)).toEqual(['/letters', expect.stringContaining('hurries')]);
  });

  it('[F33] [F7] file what is theirs, whatever another has waiting under their reference', async () => {
    const hurried = hurry();
    await by('shop-b', hurried, 'Hurry');
    await by('shop-a', hurried, 'Hurry');
    // Neither hears of the other while nobody has filed it.
    expect(lastTold()).toMatchObject({ outcome: 'waiting', platform: 'shop-a' });
    await by('shop-a', CORRECTED);
    await answer({ state: 'WISHED' });
    for (const attempt of [1, 2])
      await put(JSON.stringify({ resume: { ...key, message: 'Hurry', attempt } }), GATEWAY_ROLE);
    expect(told.map(({ outcome, platform }) => `${outcome} ${platform}`)).toEqual([
      'waiting shop-b',
      'waiting shop-a',
      'refused shop-b',
    ]);
    expect(sent.map(({ path }) => path)).toEqual(['/letters', expect.stringContaining('hurries')]);
    // A second one of its own is a duplicate as ever.
    await by('shop-a', hurried, 'Hurry');
    expect(lastTold()).toMatchObject({ outcome: 'duplicate', platform: 'shop-a' });
  });

  it('[F33] [F7] validate what they filed, also while another still waits for it', async () => {
    await by('shop-b', hurry(), 'Hurry');
    await by('shop-a', CORRECTED);
    await by('shop-a', hurry(), 'Hurry');
    expect(lastTold()).toMatchObject({ outcome: 'waiting', platform: 'shop-a' });
  });

  it.each([
    ['another platform', 'shop-b', 'AROASOMEBODY'],
    ['somebody under its name', 'shop-a', 'AROAOTHER'],
  ])('[F33] [F7] wait for their declaration, whatever %s put under its reference in vain', async (_, name, sender) => {
    rules = { platforms: [{ name: 'shop-a', senders: ['AROAOWN'] }, { name: 'shop-b' }] };
    await put(submissionOf('Letter', letter('L-1', { wish: 7 }), { platform: name }), sender);
    expect(lastTold()).toMatchObject({ outcome: 'refused', reference: 'L-1' });
    await put(submissionOf('Hurry', hurry(), { platform: 'shop-a' }), 'AROAOWN');
    expect(lastTold()).toMatchObject({ outcome: 'waiting', platform: 'shop-a' });
  });

  it('[F7] submit again as it was what waited in vain, once its declaration is there', async () => {
    const hurried = () => by('shop-a', hurry(), 'Hurry');
    await hurried();
    count += 3700;
    await put(JSON.stringify({ resume: { ...key, message: 'Hurry', attempt: 1 } }), GATEWAY_ROLE);
    expect(lastTold()).toMatchObject({ outcome: 'refused', platform: 'shop-a' });
    await by('shop-a', CORRECTED);
    await hurried();
    expect(lastTold()).toMatchObject({ outcome: 'waiting', platform: 'shop-a' });
  });

  it('[F33] do not open what another opened by another message', async () => {
    await by('shop-a', letter(), 'Reminder');
    await by('shop-b', letter());
    expect(sent).toHaveLength(1);
    expect(lastTold()).toMatchObject(TAKEN);
    expect(lastTold()).not.toHaveProperty('status');
    expect(await filing()).toMatchObject({ platform: 'shop-a', status: 'sent' });
  });

  it('do not have anybody else submit under their names, whatever the text', async () => {
    rules = { platforms: [{ name: 'shop-a', senders: ['AROAOWN'] }] };
    const text = submissionOf('Letter', { id: 'L-1' }, { platform: 'shop-a' });
    await put(text, 'AROAOTHER:session');
    await put(text, 'AROAOWN:session');
    expect(told.map(({ faults }) => faults?.map(({ pointer }) => pointer))).toEqual([
      ['/platform'],
      expect.not.arrayContaining(['/platform']),
    ]);
    // Neither is taken for the other, by who de-duplicates.
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    expect(problems).toMatchObject([{ name: 'submission.wrong-sender', platform: 'shop-a', sender: 'AROAOTHER' }]);
    expect((await ledger.records(key)).filter(({ type }) => type === 'refused')).toHaveLength(2);
  });

  it('have what waits taken up by a pointer of the gateway alone', async () => {
    verdict = { kind: 'unavailable', httpStatus: 500, error: {}, cause: 'http-500', mayHaveArrived: true };
    await by('shop-a', letter());
    verdict = accepted;
    const pointer = JSON.stringify({ resume: { ...key, message: 'Letter', attempt: 1 } });
    for (const senderId of ['AROASOMEBODY', '', `X${GATEWAY_ROLE}`]) await put(pointer, senderId);
    expect(sent).toHaveLength(1);
    // Each is kept with its lane, as what cannot be read is.
    expect(problems.map(({ name }) => name)).toEqual(
      Array(3).fill(['pointer.refused', 'submission.unreadable']).flat(),
    );
    const kept = [];
    const ever = { since: '0', until: '9', limit: 10 };
    for await (const { body } of ledger.unreadable(TOY, ever)) kept.push(body);
    expect(kept).toEqual([pointer, pointer, pointer]);
    await put(pointer, `${GATEWAY_ROLE}:declarant-housekeeping`);
    expect(sent).toHaveLength(2);
  });

  it.each<[string, Partial<PlatformRules>, string[]]>([
    ['none is', {}, []],
    ['others are', { platforms }, ['submission.unknown-platform']],
  ])('[F29] are filed where they are not configured, and it is said where %s', async (_, given, expected) => {
    rules = given;
    await by('shop-c', letter());
    await by('desk', letter('L-2'));
    expect(sent).toHaveLength(2);
    expect(problems.map(({ name }) => name)).toEqual(expected);
  });
});
