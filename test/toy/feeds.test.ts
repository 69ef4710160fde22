import { describe, expect, it } from 'vitest';
import type { FeedItem, FeedVerdict } from '../../functions/authorities/authority.ts';
import { feedsOf } from '../../schemas/catalogue.ts';
import { TOY, ToyGateway } from '../support/toy/gateway.ts';

const MINUTE_MS = 60_000;
const item = (n: number, more: Partial<FeedItem> = {}): FeedItem => ({
  ...{ message: 'News', kind: 'declaration', reference: `L-${n}`, messageId: `n-${n}` },
  body: JSON.stringify({ state: 'MADE' }),
  ...more,
});
const down = (more: object = {}): FeedVerdict => ({
  ...{ kind: 'unavailable', cause: 'http-503', httpStatus: 503, error: {}, mayHaveArrived: false },
  ...more,
});

/** A gateway whose lane reads the feed each minute, or at a given interval. */
function reading(seconds = 60): ToyGateway {
  const gateway = new ToyGateway();
  gateway.lane = { ...gateway.lane, feeds: feedsOf(TOY, { newsSeconds: seconds }) };
  return gateway;
}
const poll = async (gateway: ToyGateway, sender?: string) => {
  gateway.put('{"poll":"news"}', sender);
  await gateway.run();
};
const cursor = (gateway: ToyGateway) => gateway.ports.feedCursors.get(TOY, 'news');
const markers = ({ toymaker }: ToyGateway) => toymaker.reads.map(({ marker }) => marker);
const minutes = ({ toymaker: { reads } }: ToyGateway) =>
  reads.slice(1).map(({ at }, n) => Math.round((at - (reads[n]?.at ?? 0)) / MINUTE_MS));

describe('a feed', () => {
  it('is read page after page, and its items are messages of their filings as any', async () => {
    const gateway = reading();
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    gateway.toymaker.news.push(item(1, { raw: '<MADE/>' }), item(2), item(3));
    await poll(gateway);
    expect(markers(gateway)).toEqual([undefined, '2']);
    expect(await cursor(gateway)).toMatchObject({ marker: '3' });
    expect(gateway.outbox).toEqual([]);

    expect(await gateway.filing('L-1')).toMatchObject({ status: 'answered', state: 'released', platform: 'shop-1' });
    const records = await gateway.ledger.records({ authority: TOY, kind: 'declaration', reference: 'L-1' });
    const { history } = await gateway.filing('L-1');
    expect(history.at(-1)).toMatchObject({ direction: 'received', message: 'News', httpStatus: null });
    expect(records.at(-1)).toMatchObject({ type: 'received', path: 'feed/news', raw: '<MADE/>', messageId: 'n-1' });
    expect(gateway.told.map(({ outcome, reference }) => [outcome, reference])).toContainEqual(['released', 'L-1']);
  });

  it('is read sooner than a message goes out: a poll needs less time before its call', async () => {
    const gateway = reading();
    const leadTo = async (calls: () => number, text: string) => {
      const before = gateway.clock;
      gateway.put(text);
      await gateway.run();
      return calls() - before;
    };
    const letter = { authority: TOY, message: 'Letter', platform: 'shop-1', payload: { id: 'L-1', wish: 'a train' } };
    const toPoll = await leadTo(() => gateway.toymaker.reads.at(-1)?.at ?? Number.NaN, '{"poll":"news"}');
    const toSend = await leadTo(() => gateway.toymaker.calls.at(-1)?.at ?? Number.NaN, JSON.stringify(letter));
    expect(toPoll).toBeLessThan(toSend / 2);
  });

  it('whose order decides takes the place that an item has of its own', async () => {
    const gateway = reading();
    const stated = (n: number, state: string, place?: number) =>
      item(1, { messageId: `n-${n}`, body: JSON.stringify({ state }), ...(place !== undefined && { place }) });
    gateway.toymaker.news.push(stated(1, 'MADE', 9), stated(2, 'TAKEN', 5));
    gateway.put('{"poll":"reviews"}');
    await gateway.run();
    expect(await gateway.filing('L-1')).toMatchObject({ state: 'released' });
  });

  it('of another server than the messages are sent to does not stop the lane, nor shows that it is well', async () => {
    const gateway = reading();
    const reviews = async () => {
      gateway.put('{"poll":"reviews"}');
      await gateway.run();
    };
    const alone = async () => (await gateway.ports.feedCursors.get(TOY, 'reviews')).alone;
    gateway.toymaker.feedAnswers.push(down(), down());
    await reviews();
    expect(gateway.problems).toContain('feed.failed');
    expect(gateway.admission.breaker.state).toBe('closed');
    await reviews();
    expect(await alone()).toBe(1);

    gateway.toymaker.answers.push({ ...down(), kind: 'unavailable' } as never);
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(gateway.admission.breaker.state).toBe('open');
    gateway.clock += MINUTE_MS;
    await reviews();
    expect(gateway.admission.breaker.state).toBe('open');
  });

  it('opens a filing for an item of which there is none, and tells the platform that it names', async () => {
    const gateway = reading();
    gateway.toymaker.news.push(item(8, { platform: 'shop-2' }), item(9));
    await poll(gateway);
    expect(await gateway.filing('L-9')).toMatchObject({ orphan: true, platform: null, state: 'released' });
    expect(await gateway.filing('L-8')).toMatchObject({ orphan: true, platform: 'shop-2' });
    expect(gateway.told.map(({ reference, platform }) => [reference, platform])).toEqual([
      ['L-8', 'shop-2'],
      ['L-9', null],
    ]);
  });

  it('is stored several at once, those of one filing in the order of the feed', async () => {
    const gateway = reading();
    const items = Array.from({ length: 60 }, (_, n) => item(n, { reference: `L-${n % 20}` }));
    gateway.toymaker.feedAnswers.push({ kind: 'page', items, marker: '60', more: false });
    const { receive } = gateway.ledger;
    const underWay = new Set<string>();
    const places: Record<string, number[]> = {};
    let most = 0;
    gateway.ledger.receive = async (key, record, index) => {
      const { reference } = key;
      expect(underWay).not.toContain(reference);
      underWay.add(reference);
      most = Math.max(most, underWay.size);
      // The first of a filing take longest.
      const number = Number(record.messageId.slice(2));
      await new Promise((resolve) => setTimeout(resolve, 6 - number / 10));
      underWay.delete(reference);
      places[reference] = [...(places[reference] ?? []), number];
      return receive(key, record, index);
    };
    await poll(gateway);
    expect(most).toBe(16);
    const wanted = Array.from({ length: 20 }, (_, n) => [`L-${n}`, [n, n + 20, n + 40]]);
    expect(places).toEqual(Object.fromEntries(wanted));
  });

  it('is asked for by the parties that were filed for', async () => {
    const gateway = reading();
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train', child: 'Ada' });
    await gateway.submit('Letter', { id: 'L-2', wish: 'a car', child: 'Ada' });
    await gateway.submit('Letter', { id: 'L-3', wish: 'a ball' });
    await poll(gateway);
    expect(gateway.toymaker.reads).toMatchObject([{ parties: ['Ada'] }]);
  });

  it('is stored before its marker moves, and stored once where its reader died in between', async () => {
    const gateway = reading();
    gateway.toymaker.news.push(item(1), item(2));
    const cursors = gateway.trusting.feedCursors;
    const { move } = cursors;
    cursors.move = () => Promise.reject(new Error('died'));
    await poll(gateway);
    expect(gateway.stored).toHaveLength(2);
    expect(await cursor(gateway)).not.toHaveProperty('marker');
    cursors.move = move;
    await gateway.pass(31 * MINUTE_MS);
    expect(gateway.stored).toHaveLength(2);
    expect(await cursor(gateway)).toMatchObject({ marker: '2' });
    expect(gateway.told).toHaveLength(2);
  });

  it('is not moved where its items could not be stored', async () => {
    const gateway = reading();
    gateway.toymaker.news.push(item(1));
    const { receive } = gateway.ledger;
    gateway.ledger.receive = () => Promise.reject(new Error('not stored'));
    await poll(gateway);
    expect(await cursor(gateway)).not.toHaveProperty('marker');
    gateway.ledger.receive = receive;
    await gateway.pass(2 * MINUTE_MS);
    expect(gateway.stored).toHaveLength(1);
    expect(await cursor(gateway)).toMatchObject({ marker: '1' });
  });

  it('loses nothing by two readers of one page: one of them moves the marker and goes on', async () => {
    const gateway = reading();
    gateway.toymaker.news.push(item(1), item(2), item(3));
    let bothRead = () => {};
    const both = new Promise<void>((resolve) => {
      bothRead = resolve;
    });
    const page = async (): Promise<FeedVerdict> => {
      if (gateway.toymaker.reads.length === 2) bothRead();
      await both;
      return { kind: 'page', items: gateway.toymaker.news.slice(0, 2), marker: '2', more: true };
    };
    gateway.toymaker.feedAnswers.push(page, page);
    gateway.put('{"poll":"news"}');
    gateway.put('{"poll":"news"}');
    await gateway.run();
    expect(markers(gateway)).toEqual([undefined, undefined, '2']);
    expect(gateway.stored).toHaveLength(3);
    expect(await cursor(gateway)).toMatchObject({ marker: '3' });
  });

  it('is not read without end where its marker stands still', async () => {
    const gateway = reading();
    gateway.toymaker.feedAnswers.push({ kind: 'page', items: [], marker: '1', more: true });
    gateway.toymaker.feedAnswers.push({ kind: 'page', items: [], marker: '1', more: true });
    await poll(gateway);
    expect(markers(gateway)).toEqual([undefined, '1']);
  });

  it('is polled by nobody while its pages are read, however long that takes', async () => {
    const gateway = reading();
    await gateway.housekeep();
    for (let page = 1; page <= 20; page += 1) {
      gateway.toymaker.feedAnswers.push({ kind: 'page', items: [], marker: String(page), more: page < 20 });
      const [one, ...others] = gateway.outbox;
      if (!one) throw new Error('nothing is read');
      expect(others).toEqual([]);
      await gateway.hand([one]);
      gateway.clock += MINUTE_MS;
      await gateway.housekeep();
    }
    expect(gateway.toymaker.reads).toHaveLength(20);
  });

  it('is polled by the gateway and by nobody else', async () => {
    const gateway = reading();
    await poll(gateway, 'AROASHOP');
    expect(gateway.toymaker.reads).toEqual([]);
    expect(gateway.told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/poll' }] }]);
    expect(gateway.problems).toEqual(['pointer.refused', 'submission.unreadable']);
    const kept: unknown[] = [];
    for await (const one of gateway.ledger.unreadable(TOY, { since: '0', until: '9', limit: 9 })) kept.push(one);
    expect(kept).toMatchObject([{ body: '{"poll":"news"}' }]);
  });

  it('is read after the messages of its batch, which a failure of it would stop', async () => {
    const gateway = reading();
    const before: number[] = [];
    gateway.toymaker.feedAnswers.push(async () => {
      before.push(gateway.toymaker.calls.length);
      return down();
    });
    gateway.put('{"poll":"news"}');
    await gateway.submit('Letter', { id: 'L-1', wish: 'a train' });
    expect(before).toEqual([1]);
    expect(await gateway.filing('L-1')).toMatchObject({ status: 'sent' });
  });

  it('that the lane does not have is not read', async () => {
    const gateway = reading();
    gateway.put('{"poll":"gossip"}');
    await gateway.run();
    expect(gateway.toymaker.reads).toEqual([]);
    expect(gateway.outbox).toEqual([]);
    expect(feedsOf(TOY, {})).toEqual({});
    expect(feedsOf('delta-h7', {})).toEqual({});
  });
});

describe('housekeeping', () => {
  it('has a feed read each time that its interval is over', async () => {
    const gateway = reading(120);
    await gateway.pass(7 * MINUTE_MS);
    expect(minutes(gateway)).toEqual([2, 2, 2]);
  });

  it('polls none while a poll lies on the outbox, until that counts as lost', async () => {
    const gateway = reading();
    await gateway.housekeep();
    await gateway.housekeep();
    expect(gateway.outbox).toHaveLength(1);
    gateway.outbox.splice(0);
    await gateway.pass(14 * MINUTE_MS);
    expect(gateway.toymaker.reads).toEqual([]);
    await gateway.pass(2 * MINUTE_MS);
    expect(gateway.toymaker.reads.length).toBeGreaterThan(0);
  });

  it('polls once, where two do so at the same time', async () => {
    const gateway = reading();
    await Promise.all([gateway.housekeep(), gateway.housekeep()]);
    expect(gateway.outbox).toHaveLength(1);
  });

  it('has a poll dropped that was overtaken by another', async () => {
    const gateway = reading();
    await gateway.housekeep();
    const [late] = gateway.outbox.splice(0);
    if (!late) throw new Error('nothing was polled');
    await gateway.pass(20 * MINUTE_MS);
    const reads = gateway.toymaker.reads.length;
    gateway.outbox.push({ ...late, visibleAt: gateway.clock });
    await gateway.run();
    expect(gateway.toymaker.reads).toHaveLength(reads);
  });

  it('tells of a feed that was not read for long', async () => {
    const gateway = reading();
    await gateway.pass(18 * MINUTE_MS);
    expect(gateway.problems).toEqual([]);
    gateway.toymaker.feedAnswers.push(...Array.from({ length: 99 }, () => down()));
    await gateway.pass(25 * MINUTE_MS);
    expect(gateway.problems).toContain('feed.unread');
  });
});

describe('a feed that fails again and again', () => {
  const failing = async (passing: (gateway: ToyGateway, n: number) => Promise<void>) => {
    const gateway = reading(3600);
    gateway.toymaker.feedAnswers.push(...Array.from({ length: 99 }, () => down()));
    for (let n = 0; n < 30; n += 1) {
      await passing(gateway, n);
      await gateway.pass(MINUTE_MS);
    }
    return gateway;
  };

  it('while messages pass is told of before its intervals are over', async () => {
    const gateway = await failing((one, n) => one.submit('Letter', { id: `L-${n}`, wish: 'a train' }));
    expect(gateway.problems).toContain('feed.unread');
    const reads = gateway.problems.slice(0, gateway.problems.indexOf('feed.unread'));
    expect(reads.filter((problem) => problem === 'feed.failed')).toHaveLength(4);
  });

  it('while nothing passes is the trouble of the lane', async () => {
    const gateway = await failing(async () => {});
    expect(gateway.admission.breaker.state).not.toBe('closed');
    expect(gateway.problems).not.toContain('feed.unread');
  });
});

describe('a feed that is not given', () => {
  it('opens the breaker as a call does, and is what tries whether the authority answers', async () => {
    const gateway = reading();
    gateway.toymaker.feedAnswers.push(down());
    gateway.toymaker.news.push(item(1));
    await gateway.pass(MINUTE_MS);
    expect(gateway.admission.breaker).toMatchObject({ state: 'open', cause: 'http-503' });
    expect(gateway.problems).toEqual(['lane.opened', 'feed.failed']);
    await gateway.pass(3 * MINUTE_MS);
    expect(gateway.admission.breaker.state).toBe('ramping');
    expect(await cursor(gateway)).toMatchObject({ marker: '1' });
    expect(await cursor(gateway)).not.toHaveProperty('failures');
  });

  it('is left alone for as long as the authority asks', async () => {
    const gateway = reading();
    gateway.toymaker.feedAnswers.push(down({ retryMs: 10 * MINUTE_MS }));
    await gateway.pass(13 * MINUTE_MS);
    expect(minutes(gateway)[0]).toBe(11);
    expect(gateway.admission.breaker.state).toBe('ramping');
  });

  it('is asked for again where it is not there yet, with the breaker untouched', async () => {
    const gateway = reading();
    gateway.toymaker.feedAnswers.push({ kind: 'pending', httpStatus: 202, retryMs: 4.5 * MINUTE_MS });
    await gateway.pass(7 * MINUTE_MS);
    expect(minutes(gateway)[0]).toBe(5);
    expect(gateway.admission.breaker.state).toBe('closed');
    expect(gateway.problems).toEqual([]);
  });

  it('backs off by itself where it fails alone, and stops the lane less and less', async () => {
    const gateway = reading();
    const page = async (): Promise<FeedVerdict> => down();
    gateway.toymaker.feedAnswers.push(...Array.from({ length: 99 }, () => page));
    for (let n = 0; n < 60; n += 1) {
      await gateway.submit('Letter', { id: `L-${n}`, wish: 'a train' });
      await gateway.pass(MINUTE_MS);
    }
    expect(gateway.toymaker.reads.length).toBeLessThan(9);
    expect((await cursor(gateway)).alone).toBeGreaterThan(2);
  });

  it('waits while the lane is stopped, and takes no turn', async () => {
    const gateway = reading();
    gateway.admission = {
      ...gateway.admission,
      breaker: { state: 'paused', reason: 'inventory', since: gateway.clock },
    };
    await gateway.pass(5 * MINUTE_MS);
    expect(gateway.toymaker.reads).toEqual([]);
    gateway.admission = { ...gateway.admission, breaker: { state: 'closed' } };
    await gateway.pass(2 * MINUTE_MS);
    expect(gateway.toymaker.reads.length).toBeGreaterThan(0);
  });
});
