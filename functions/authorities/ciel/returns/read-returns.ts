import type { CielLane } from '../../../../schemas/ciel/lane.ts';
import { returnedItem } from '../../../../schemas/ciel/returned-item.ts';
import type { ReadResponse } from '../../../tokens/token-response.ts';
import type { FeedItem, FeedVerdict, ReadFeed, Unsent } from '../../authority.ts';
import { judgeStatus } from '../../calling/judge-status.ts';
import { type CallOptions, makeCall } from '../../calling/make-call.ts';
import type { Pace } from '../../calling/pace.ts';
import { noAnswer } from '../no-answer.ts';
import { pageWords } from '../page-words.ts';
import { type ListedFile, type ListedFiles, listedFiles } from './listed-files.ts';
import { markerOf, nameDigest, type Position, type Progress, positionIn } from './position.ts';

type Returns = NonNullable<CielLane['returns']>;
type Calling = Pick<CallOptions, 'fetch' | 'now' | 'timeoutSeconds'>;
type Failed = Exclude<FeedVerdict, { kind: 'page' | 'pending' }>;

const DAY_MS = 86_400_000;
/** The days for which an interprofession's files are read that are there when it is read for the first time. */
const FIRST_DAYS = 40;
/** The days for which a file may still appear with an older date. */
const LATE_DAYS = 7;
/** The most calls of a page: each takes a turn of the lane. */
const MOST_CALLS = 30;
const LISTING_BYTES = 8 * 1024 * 1024;
const FILE_BYTES = 4 * 1024 * 1024;
/** A file that cannot be read may be half of one: after this time it is kept as it is. */
const HALF_MS = 10 * 60_000;
/** Where no turn was free for the first file, it is tried again after this time. */
const SOON_MS = 10_000;
/** The lane gave no turn to a further call. */
const NO_TURN = 'no-turn';

/**
 * Reads the validated declarations of each interprofession: its listing, then each file that is new there. Where one
 * cannot be read the others are, and it is tried again with the pause after a failure.
 */
export function readReturns(returns: Returns, calling: Calling): ReadFeed {
  return async (marker, known, pace) => {
    const sirens = returns.sirens ?? (await known.parties()).filter((party) => /^[0-9]{9}$/.test(party)).sort();
    const position = inRound(positionIn(marker), sirens, calling.now(), returns.everyMinutes * 60_000);
    return new Page(returns, calling, position, pace).read();
  };
}

/** Begins a round where none is under way: those that could not be read come last. */
function inRound(position: Position, sirens: readonly string[], now: number, everyMs: number): Position {
  const { left, failed, round, sirens: all } = position;
  const isOver = left.length === 0 && (failed.length === 0 || now - round >= everyMs);
  const isAsked = (siren: string) => sirens.includes(siren);
  const kept = new Map([...all].filter(([siren]) => isAsked(siren)));
  if (!isOver) return { round, left: left.filter(isAsked), failed: failed.filter(isAsked), sirens: kept };
  const last = sirens.filter((siren) => failed.includes(siren));
  return { round: now, left: [...sirens.filter((siren) => !last.includes(siren)), ...last], failed: [], sirens: kept };
}

/** One page: as many files as it has calls for, of one interprofession after the other. */
class Page {
  readonly #items: FeedItem[] = [];
  readonly #failures = new Map<string, Failed>();
  readonly #returns: Returns;
  readonly #calling: Calling;
  readonly #position: Position;
  readonly #pace: Pace;
  #calls = 0;
  #hasProgress = false;

  constructor(returns: Returns, calling: Calling, position: Position, pace: Pace) {
    this.#returns = returns;
    this.#calling = calling;
    this.#position = position;
    this.#pace = pace;
  }

  async read(): Promise<FeedVerdict> {
    const { left, failed } = this.#position;
    for (;;) {
      const siren = left[0] ?? failed[0];
      if (siren === undefined) return this.#page(false);
      const failure = this.#failures.get(siren);
      // Its failure is told once all others are read and stored.
      if (failure) return this.#hasProgress ? this.#page(true) : failure;
      if (!(await this.#mayCall())) return this.#page(true);
      const end = await this.#readSiren(siren);
      if (end === NO_TURN) return this.#page(true);
      (left[0] === undefined ? failed : left).shift();
      if (end === 'read') this.#hasProgress = true;
      else {
        this.#failures.set(siren, end);
        failed.push(siren);
      }
    }
  }

  #page(more: boolean): FeedVerdict {
    if (more && !this.#hasProgress) return { kind: 'pending', httpStatus: 200, retryMs: SOON_MS };
    return { kind: 'page', items: this.#items, marker: markerOf(this.#position), more };
  }

  /** True if another call may be made: the first one has its turn already. */
  async #mayCall(): Promise<boolean> {
    if (this.#calls >= MOST_CALLS || (this.#calls > 0 && !(await this.#pace.further()))) return false;
    this.#calls += 1;
    return true;
  }

  async #readSiren(siren: string): Promise<'read' | typeof NO_TURN | Failed> {
    const today = this.#calling.now();
    const from = dayOf(today - FIRST_DAYS * DAY_MS);
    const progress = this.#position.sirens.get(siren) ?? { from, seen: new Set(), unread: new Map() };
    const listing = await this.#list(siren, progress);
    if ('kind' in listing) return listing.kind === 'unsent' ? NO_TURN : listing;
    this.#position.sirens.set(siren, progress);
    const names = new Set(listing.files.map(({ name }) => nameDigest(name)));
    progress.seen = new Set([...progress.seen].filter((digest) => names.has(digest)));
    const files = listing.files.filter(({ name }) => !progress.seen.has(nameDigest(name)));
    let failure: Failed | undefined;
    for (const file of files.sort(byDay)) {
      if (!(await this.#mayCall())) return NO_TURN;
      const end = await this.#take(file, progress);
      if (end?.kind === 'unsent') return NO_TURN;
      failure = end ?? failure;
    }
    if (listing.outside !== undefined) failure ??= outside(listing.outside);
    if (failure) return failure;
    const late = dayOf(today - LATE_DAYS * DAY_MS);
    // An empty list may be one that broke off: what lies further back is asked for again.
    if (late > progress.from && listing.files.length > 0) progress.from = late;
    return 'read';
  }

  #list(siren: string, { from }: Progress): Promise<ListedFiles | Failed | Unsent> {
    const folder = this.#returns.listingUrl.replace(/\/+$/, '');
    return this.#get<ListedFiles | Failed>(
      `${folder}/${siren}/?from=${from}&format=json`,
      LISTING_BYTES,
      (response) => {
        const listing = isGood(response) ? listedFiles(response.text, folder) : undefined;
        return listing ?? failureOf(response);
      },
    );
  }

  /** Takes a file; the failure where it is to be asked for again, or that there was no turn for it. */
  async #take({ url, name }: ListedFile, { seen, unread }: Progress): Promise<Failed | Unsent | undefined> {
    const digest = nameDigest(name);
    const done = () => {
      seen.add(digest);
      unread.delete(digest);
      this.#hasProgress = true;
    };
    const response = await this.#get<ReadResponse | Failed>(url, FILE_BYTES, (read) => read);
    if ('kind' in response) return response;
    if ([404, 410].includes(response.httpStatus)) return void done();
    if (!isGood(response)) return failureOf(response);
    const { platform } = this.#returns;
    const { item, isRead } = returnedItem(name, response.text, platform, this.#calling.now());
    const since = unread.get(digest);
    if (!isRead && since === undefined) {
      unread.set(digest, this.#calling.now());
      this.#hasProgress = true;
    }
    if (!isRead && (since === undefined || this.#calling.now() - since < HALF_MS)) return failureOf(response);
    this.#items.push(item);
    return void done();
  }

  #get<T>(url: string, most: number, judge: (response: ReadResponse) => T): Promise<T | Failed | Unsent> {
    const request = { method: 'GET', headers: { Accept: '*/*' } };
    return makeCall({ url, request, ...this.#calling, most, pace: this.#pace }, (response) => ({
      kind: 'got' as const,
      got: judge(response),
    })).then((answer) => (answer.kind === 'got' ? answer.got : answer));
  }
}

const isGood = ({ httpStatus }: ReadResponse) => httpStatus >= 200 && httpStatus < 300;

/** The day of an instant in UTC. */
const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** By the day that a name ends with, then by name: corrections come later. */
function byDay({ name: a }: ListedFile, { name: b }: ListedFile): number {
  const key = (name: string) => `${name.slice(-12)}${name}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The failure that a response means which is no listing, or no file. */
function failureOf({ httpStatus, text, retryMs }: ReadResponse): Failed {
  const words = pageWords(text);
  const verdict = judgeStatus(httpStatus, words, retryMs);
  if (verdict.kind === 'accepted') return noAnswer(httpStatus, 'no-answer', words);
  return verdict.kind === 'refused'
    ? { kind: 'misdirected', cause: `http-${httpStatus}`, httpStatus, error: verdict.error }
    : verdict;
}

function outside(url: string): Failed {
  const errorDescription = `the list has a URL that does not lie below listingUrl: ${url.slice(0, 300)}`;
  const trouble = { cause: 'http-200', detail: 'listed-elsewhere' } as const;
  return { kind: 'misdirected', ...trouble, httpStatus: 200, error: { errorDescription } };
}
