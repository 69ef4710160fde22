import { failingAlone } from '../../../functions/ledger/failing-alone.ts';
import { contractOf } from '../../../schemas/catalogue.ts';
import { settingsOf } from '../../../schemas/settings.ts';
import type { QueueAge } from '../../gateway/queue-ages.ts';
import { queueDepth } from '../../gateway/queue-depth.ts';
import { type AloneStatus, aloneStatus } from '../../lanes/lane-status.ts';
import { type LaneStrip, laneStrip } from '../../lanes/lane-strip.ts';
import { withOldest } from '../../lanes/with-oldest.ts';
import { colonIn } from '../colon.ts';
import { filingPath } from '../filing-path.ts';
import { deskText } from '../french/desk-text.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { BreakerState } from '../layout/breaker-state.tsx';
import { DataTable } from '../layout/data-table.tsx';
import { FactList } from '../layout/fact-list.tsx';
import { OldestAge } from '../layout/oldest-age.tsx';
import { Moment } from '../moment.tsx';
import { numberText } from '../numbers.ts';
import { waitingIn } from '../open-work/work-counts.ts';
import type { Page } from '../page.ts';
import { saidOf } from '../said.ts';
import type { Visit } from '../visit.ts';
import { troubleWords } from '../words/causes.ts';
import { cloudWatchWords } from '../words/cloudwatch.ts';
import { laneWords } from '../words/lanes.ts';

/** The most messages that are named of those that fail alone. */
const MOST_ALONE = 50;

/** The state of each lane, and its reason; here it is paused and resumed. */
export const lanesPage: Page = {
  path: '/lanes',
  navigation: { part: 'gateway', name: (language) => laneWords[language].title, key: 'l' },
  async show(visit) {
    const { gateway, language, now } = visit;
    const words = laneWords[language];
    const [sqs, ledger, books] = await Promise.all([gateway.queues(), gateway.ledger(), gateway.books()]);
    const counts = await books.counts(gateway.authorities, { since: monthAgo(now) });
    const standing = await Promise.all(
      gateway.authorities.map(async (authority) => {
        const [strip, dead, alone] = await Promise.all([
          laneStrip(gateway, authority, waitingIn(counts, authority), now),
          gateway.deadLetters(authority).then((url) => queueDepth(sqs, url)),
          failingAlone(ledger, authority, MOST_ALONE),
        ]);
        const queues = { authority, outbox: strip.outbox, deadLetters: dead };
        return { ...queues, strip, alone: alone.map((one) => ({ ...aloneStatus(one), authority })) };
      }),
    );
    const lanes = await withOldest(gateway, standing, now);
    const unknown = lanes.find(({ oldest }) => oldest.unknown)?.oldest.unknown;
    return {
      title: words.title,
      refreshSeconds: 20,
      content: (
        <>
          {lanes.map(({ strip, deadLetters, oldest, alone }) => (
            <section class="card" id={strip.authority}>
              <h2>{saidOf(strip.authority, language)(contractOf(strip.authority).title)}</h2>
              <BreakerState authority={strip.authority} breaker={strip.breaker} visit={visit} />
              <Remedy strip={strip} visit={visit} />
              <FactList
                facts={[
                  [words.hour, usedOf(strip, visit)],
                  [words.backlog, numberText(strip.backlog, language)],
                  [words.outbox, <Depth count={strip.outbox} age={oldest.outbox} visit={visit} />],
                  [
                    words.deadLetters,
                    <Depth
                      count={deadLetters}
                      age={oldest.deadLetters}
                      visit={visit}
                      link={`/dead-letters#${strip.authority}`}
                    />,
                  ],
                ]}
              />
              <Switch strip={strip} visit={visit} />
              {alone.length > 0 && <Alone alone={alone} visit={visit} />}
            </section>
          ))}
          <p class={unknown ? 'notice waits' : 'muted'}>
            {unknown
              ? `${cloudWatchWords[language].noAges} ${deskText(unknown, language)}`
              : cloudWatchWords[language].agesMean}
          </p>
        </>
      ),
    };
  },
};

/** The number of messages in a queue, and the age of the oldest. */
function Depth({
  count,
  age,
  visit: { language },
  link,
}: {
  count: number;
  age: QueueAge | null;
  visit: Visit;
  link?: string;
}) {
  const number = numberText(count, language);
  return (
    <>
      {count > 0 && link ? <a href={link}>{number}</a> : number}
      {age && (
        <>
          , {laneWords[language].oldest} <OldestAge age={age} language={language} />
        </>
      )}
    </>
  );
}

/** The counts of the days before are not looked at: a message waits for hours. */
const monthAgo = (now: Date) => new Date(now.getTime() - 31 * 86_400_000).toISOString();

function usedOf({ used, share }: LaneStrip, { language }: Visit): string {
  const words = laneWords[language];
  if (!share) return numberText(used, language);
  const rate = words.perSecond(numberText(share.perSecond, language));
  return `${words.ofShare(numberText(used, language), numberText(share.perHour, language))}, ${rate}`;
}

function Remedy({ strip: { authority, breaker, lastWord }, visit: { language } }: { strip: LaneStrip; visit: Visit }) {
  const words = laneWords[language];
  if (breaker.state === 'open' || breaker.state === 'probing')
    return (
      <p>
        <strong>{words.whatToDo}</strong> {troubleWords(breaker, settingsOf(authority).urls, language).remedy}
      </p>
    );
  if (breaker.state === 'paused' || lastWord?.word !== 'resumed') return null;
  return (
    <p class="muted">
      {words.resumed} <Moment at={lastWord.at} language={language} />
      {`${colonIn(language)}${lastWord.reason}`}
    </p>
  );
}

function Switch({ strip: { authority, breaker }, visit }: { strip: LaneStrip; visit: Visit }) {
  const words = laneWords[visit.language];
  const to = breaker.state === 'paused' ? 'resume' : 'pause';
  if (!visit.may(to)) return null;
  return (
    <details class="more">
      <summary>{words[to]}</summary>
      <p>{words[`${to}Means`]}</p>
      <ActionForm
        visit={visit}
        action={to}
        fields={{ lane: authority }}
        button={words[to]}
        asksWhy
        look={to === 'pause' ? 'warning' : 'first'}
      />
    </details>
  );
}

function Alone({
  alone,
  visit,
}: {
  alone: readonly (AloneStatus & { authority: LaneStrip['authority'] })[];
  visit: Visit;
}) {
  const { language } = visit;
  const words = laneWords[language];
  return (
    <>
      <h3>{words.alone}</h3>
      <p>{words.aloneMeans}</p>
      <DataTable
        caption={words.alone}
        empty=""
        rows={alone}
        columns={[
          { title: words.reference, cell: (one) => <a href={filingPath(one)}>{one.reference}</a> },
          { title: words.message, cell: ({ message }) => message },
          { title: words.failures, isNumber: true, cell: ({ failures }) => failures },
          { title: words.cause, cell: ({ cause }) => <code>{cause}</code> },
          { title: words.next, cell: ({ next }) => <Moment at={next} language={language} /> },
          {
            title: words.withdraw,
            cell: ({ authority, kind, reference, message }) => (
              <ActionForm
                visit={visit}
                action="withdraw"
                fields={{ authority, kind, reference, message }}
                button={words.withdraw}
                look="warning"
                asksWhy
              />
            ),
          },
        ]}
      />
    </>
  );
}
