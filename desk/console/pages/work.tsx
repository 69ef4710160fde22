import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { UNKNOWN_STATE } from '../../../schemas/filing.ts';
import { countUntold } from '../../actions/retell-untold.ts';
import { queryOf } from '../../filter/query.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { type LaneStrip, laneStrip } from '../../lanes/lane-strip.ts';
import { BreakerState } from '../layout/breaker-state.tsx';
import { DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { Moment } from '../moment.tsx';
import { numberText, spanText } from '../numbers.ts';
import { type WorkCount, waitingIn, workCounts, workPeriod } from '../open-work/work-counts.ts';
import type { Page } from '../page.ts';
import { saidOf } from '../said.ts';
import type { Visit } from '../visit.ts';
import { standingWords } from '../words/standing.ts';
import { workWords } from '../words/work.ts';

const PERIODS = [7, 30, 90] as const;
const USUAL_DAYS = 30;
/** The most unreadable texts that are counted: each one counted is read. */
const MOST_UNREADABLE = 50;
/** A bound after every instant, as text. */
const EVER = '9';

/** The start page: counts that open lists, and each lane at a glance. */
export const workPage: Page = {
  path: '/',
  navigation: { part: 'filings', name: (language) => workWords[language].title, key: 'w' },
  async show(visit) {
    const { gateway, language, now, url } = visit;
    const words = workWords[language];
    const days = PERIODS.find((one) => String(one) === url.searchParams.get('days')) ?? USUAL_DAYS;
    const { since, from } = workPeriod(gateway.authorities, days, now);
    const books = await gateway.books();
    const [counts, unreadable, untold, nextTry] = await Promise.all([
      books.counts(gateway.authorities, { since: from }),
      unreadableSince(gateway, since, now),
      countUntold(gateway),
      nextTryOf(gateway),
    ]);
    // A code that nobody knows is rare: its count stands there only where there is one.
    const all = workCounts(counts, gateway.authorities, since, now).filter(
      ({ of, count }) => count > 0 || of.kind !== 'state' || of.state !== UNKNOWN_STATE,
    );
    const strips = await Promise.all(
      gateway.authorities.map((authority) => laneStrip(gateway, authority, waitingIn(counts, authority), now)),
    );
    const toDo: Tile[] = [
      ...all.filter(({ tone }) => tone === 'bad').map((count) => tileOf(count, visit)),
      {
        name: words.unreadable,
        count: unreadable,
        isMore: unreadable >= MOST_UNREADABLE,
        href: `/unreadable?since=${since}`,
        tone: 'bad',
      },
      { name: words.untold, count: untold, href: '/dead-letters#untold', tone: 'bad' },
    ];
    const underWay = all
      .filter(({ tone }) => tone === 'wait')
      .map((count): Tile => {
        const tile = tileOf(count, visit);
        return count.of.kind === 'status' && count.of.status === 'waiting' && nextTry ? { ...tile, nextTry } : tile;
      });
    return {
      title: words.title,
      refreshSeconds: 20,
      content: (
        <>
          <Periods days={days} visit={visit} />
          <section>
            <h2>{words.todo}</h2>
            {toDo.every(({ count }) => count === 0) && <p>{words.allDone}</p>}
            <Tiles tiles={toDo} visit={visit} />
          </section>
          <section>
            <h2>{words.underWay}</h2>
            <Tiles tiles={underWay} visit={visit} />
          </section>
          <section>
            <h2>{words.lanes}</h2>
            <Strips strips={strips} visit={visit} />
          </section>
        </>
      ),
    };
  },
};

interface Tile {
  name: string;
  /** The lane's name, where several lanes have such a state. */
  of?: string;
  count: number;
  isMore?: boolean;
  href: string;
  tone: WorkCount['tone'];
  nextTry?: string;
}

function tileOf({ of, tone, count, filter }: WorkCount, { gateway, language }: Visit): Tile {
  const words = workWords[language];
  const tile = { tone, count, href: `/list?${queryOf(filter)}` };
  switch (of.kind) {
    case 'status':
      return { ...tile, name: standingWords[language].statuses[of.status] };
    case 'overdue':
    case 'orphans':
    case 'differs':
      return { ...tile, name: words[of.kind] };
    default: {
      const state =
        of.state === UNKNOWN_STATE ? words.unknown : saidOf(of.authority, language)(of.state).replaceAll('-', ' ');
      const name = of.kind === 'expiring' ? words.expiring(state, of.days) : state;
      return { ...tile, name, ...(gateway.authorities.length > 1 && { of: of.authority }) };
    }
  }
}

function Tiles({ tiles, visit: { language } }: { tiles: readonly Tile[]; visit: Visit }) {
  const words = workWords[language];
  return (
    <ul class="tiles">
      {tiles.map(({ name, of, count, isMore, href, tone, nextTry }) => (
        <li class={count > 0 ? tone : 'none'}>
          <a href={href}>
            <strong>{isMore ? words.more(count) : numberText(count, language)}</strong> <span>{name}</span>
            {of && <small>{of}</small>}
            {nextTry && count > 0 && (
              <small>
                {words.nextTry} <Moment at={nextTry} language={language} />
              </small>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Periods({ days, visit: { language } }: { days: number; visit: Visit }) {
  const words = workWords[language];
  return (
    <p class="choices">
      <span>{words.period}</span>
      {PERIODS.map((one) => (
        <a href={`/?days=${one}`} aria-current={one === days ? 'true' : undefined}>
          {words.days(one)}
        </a>
      ))}
      <span class="muted">{words.periodMeans}</span>
    </p>
  );
}

function Strips({ strips, visit }: { strips: readonly LaneStrip[]; visit: Visit }) {
  const { language, now } = visit;
  const words = workWords[language];
  return (
    <DataTable
      caption={words.lanes}
      empty={words.none}
      rows={strips}
      columns={[
        {
          title: words.lane,
          cell: ({ authority }) => (
            <a class="nowrap" href={`/lanes#${authority}`}>
              {authority}
            </a>
          ),
        },
        { title: words.state, cell: ({ authority, breaker }) => <BreakerState {...{ authority, breaker, visit }} /> },
        { title: words.rate, cell: (strip) => <Rate strip={strip} visit={visit} /> },
        {
          title: words.backlog,
          cell: ({ backlog, hoursToDrain }) => (
            <>
              {numberText(backlog, language)}
              {hoursToDrain !== null && backlog > 0 && (
                <div class="muted nowrap">{words.drained(spanText(0, hoursToDrain * 3_600_000, language))}</div>
              )}
            </>
          ),
        },
        {
          title: words.lastReceived,
          cell: ({ lastReceived }) =>
            lastReceived === null ? words.notLately : words.ago(spanText(lastReceived, now, language)),
        },
        { title: words.token, cell: ({ token }) => <TokenAge token={token} visit={visit} /> },
      ]}
    />
  );
}

function Rate({ strip: { used, share }, visit: { language } }: { strip: LaneStrip; visit: Visit }) {
  const words = workWords[language];
  if (!share) return <>{numberText(used, language)}</>;
  return (
    <span class="nowrap">
      <meter min={0} max={share.perHour} value={used} aria-label={words.usedShare} />{' '}
      {words.ofShare(numberText(used, language), numberText(share.perHour, language))}
    </span>
  );
}

function TokenAge({ token, visit: { language, now } }: { token: LaneStrip['token']; visit: Visit }) {
  const words = workWords[language];
  if (token === undefined) return <span class="muted">{words.needsNone}</span>;
  if (token === null) return <Mark tone="wait">{words.noToken}</Mark>;
  const age = spanText(token.obtainedAt, now, language);
  if (token.expiresAt <= now.getTime()) return <Mark tone="wait">{words.tokenOver(age)}</Mark>;
  return <>{words.tokenAge(age, spanText(now, token.expiresAt, language))}</>;
}

async function unreadableSince(gateway: GatewayConnection, since: string, now: Date): Promise<number> {
  const ledger = await gateway.ledger();
  const period = { since, until: now.toISOString(), limit: MOST_UNREADABLE };
  let count = 0;
  for (const authority of gateway.authorities) for await (const _ of ledger.unreadable(authority, period)) count += 1;
  return Math.min(count, MOST_UNREADABLE);
}

/** The earliest time at which a parked message goes again. */
async function nextTryOf(gateway: GatewayConnection): Promise<string | undefined> {
  const ledger = await gateway.ledger();
  const first = async (authority: AuthorityName, list: 'lane' | 'alone') => {
    const firsts = new Map<string | undefined, string>();
    // The first of each platform comes before the second of any.
    for await (const { due, platform } of ledger.due(authority, EVER, list, { most: 1 })) {
      if (firsts.has(platform)) break;
      firsts.set(platform, due);
    }
    return [...firsts.values()].toSorted()[0];
  };
  const lists = gateway.authorities.flatMap((authority) =>
    (['lane', 'alone'] as const).map((list) => first(authority, list)),
  );
  return (await Promise.all(lists)).filter((due) => due !== undefined).toSorted()[0];
}
