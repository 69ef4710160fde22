import type {
  Authority,
  FeedItem,
  FeedVerdict,
  OutgoingMessage,
  ReadFeed,
  Verdict,
} from '../../../functions/authorities/authority.ts';
import { readiness } from './readiness.ts';
import { TOY } from './register.ts';

/** A call to the toymaker. */
export interface ToymakerCall extends OutgoingMessage {
  at: number;
}

/** Plays the toy authority: takes every call, unless a test sets the answer. */
export class Toymaker {
  readonly calls: ToymakerCall[] = [];
  /** The answers to the next calls, one after the other; afterwards all are taken. */
  readonly answers: (Verdict | (() => Promise<Verdict>))[] = [];

  /** The items of its feed; a page has two. */
  readonly news: FeedItem[] = [];
  /** Every page that it was asked for. */
  readonly reads: { marker: string | undefined; parties: string[]; at: number }[] = [];
  /** The next answers of the feed in place of pages. */
  readonly feedAnswers: (FeedVerdict | (() => Promise<FeedVerdict>))[] = [];

  async page(marker: string | undefined, parties: string[], at: number): Promise<FeedVerdict> {
    this.reads.push({ marker, parties, at });
    const answer = this.feedAnswers.shift();
    if (answer) return typeof answer === 'function' ? await answer() : answer;
    const from = Number(marker ?? 0);
    const items = this.news.slice(from, from + 2);
    return { kind: 'page', items, marker: String(from + items.length), more: this.news.length > from + 2 };
  }

  async call(message: OutgoingMessage, at: number): Promise<Verdict> {
    this.calls.push({ ...message, at });
    const answer = this.answers.shift() ?? { kind: 'accepted', httpStatus: 200 };
    return typeof answer === 'function' ? await answer() : answer;
  }
}

/** The behaviour of the toy authority. */
export function toyAuthority(toymaker: Toymaker, now: () => number): Authority {
  let made = 0;
  const readPage: ReadFeed = async (marker, known) => toymaker.page(marker, await known.parties(), now());
  return {
    name: TOY,
    prepare(payload, reference) {
      made += 1;
      return { ...payload, header: { messageId: `toy-${made}`, reference, ...Object(payload['header']) } };
    },
    ready: (message, payload, about) => readiness(message, payload, about, now()),
    messageIdOf: (payload) => (payload['header'] as { messageId: string }).messageId,
    warmUp: async () => {},
    send: (message) => toymaker.call(message, now()),
    feeds: { news: readPage, reviews: readPage },
  };
}
