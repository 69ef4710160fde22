import { type AuthorityName, contractOf } from '../../../schemas/catalogue.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { countUntold } from '../../actions/retell-untold.ts';
import { queryOf } from '../../filter/query.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { queueDepth } from '../../gateway/queue-depth.ts';
import { filingPath } from '../filing-path.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { DataTable } from '../layout/data-table.tsx';
import { FirstError } from '../list/first-error.tsx';
import { Moment } from '../moment.tsx';
import { numberText } from '../numbers.ts';
import type { Page } from '../page.ts';
import { saidOf } from '../said.ts';
import type { Visit } from '../visit.ts';
import { deadLetterWords } from '../words/dead-letters.ts';

/** The most filings that are shown of a lane; the list has all. */
const MOST_SHOWN = 20;

/** Messages that senders could not take up, and outcomes that no platform was told; here they go on, or are taken out. */
export const deadLettersPage: Page = {
  path: '/dead-letters',
  navigation: { part: 'gateway', name: (language) => deadLetterWords[language].title, key: 'd' },
  async show(visit) {
    const { gateway, language } = visit;
    const words = deadLetterWords[language];
    const [lanes, untold] = await Promise.all([
      Promise.all(gateway.authorities.map((authority) => lettersOf(gateway, authority))),
      countUntold(gateway),
    ]);
    return {
      title: words.title,
      refreshSeconds: 30,
      content: (
        <>
          <p class="muted">{words.means}</p>
          {lanes.map((lane) => (
            <Letters lane={lane} visit={visit} />
          ))}
          <section class="card" id="untold">
            <h2>{words.untold}</h2>
            <p class="muted">{words.untoldMeans}</p>
            <p>{untold === 0 ? words.none : words.entries(numberText(untold, language))}</p>
            {untold > 0 && <Retell visit={visit} />}
            <RetellSpan visit={visit} />
          </section>
        </>
      ),
    };
  },
};

interface LaneLetters {
  authority: AuthorityName;
  depth: number;
  stuck: readonly FilingSummary[];
}

async function lettersOf(gateway: GatewayConnection, authority: AuthorityName): Promise<LaneLetters> {
  const [sqs, books] = await Promise.all([gateway.queues(), gateway.books()]);
  const [depth, { summaries }] = await Promise.all([
    gateway.deadLetters(authority).then((url) => queueDepth(sqs, url)),
    books.page({ authorities: [authority], statuses: ['stuck'] }, { limit: MOST_SHOWN }),
  ]);
  return { authority, depth, stuck: summaries };
}

function Letters({ lane: { authority, depth, stuck }, visit }: { lane: LaneLetters; visit: Visit }) {
  const { language } = visit;
  const words = deadLetterWords[language];
  return (
    <section class="card" id={authority}>
      <h2>{saidOf(authority, language)(contractOf(authority).title)}</h2>
      <p>{depth === 0 ? words.none : words.inQueue(numberText(depth, language))}</p>
      {depth > 0 && (
        <ActionForm
          visit={visit}
          action="redrive"
          fields={{ lane: authority }}
          button={words.redrive}
          look="first"
          asksWhy
        >
          <Limit visit={visit} />
        </ActionForm>
      )}
      {(depth > 0 || stuck.length > 0) && (
        <>
          <h3>{words.stuck}</h3>
          <DataTable
            caption={words.stuck}
            empty={words.noStuck}
            rows={stuck}
            columns={[
              {
                title: words.reference,
                isReference: true,
                cell: (one) => <a href={filingPath(one)}>{one.reference}</a>,
              },
              { title: words.platform, isShort: true, cell: ({ platform }) => platform },
              { title: words.since, isShort: true, cell: ({ since }) => <Moment at={since} language={language} /> },
              {
                title: words.error,
                cell: (one) => <FirstError summary={one} language={language} />,
              },
              {
                title: words.withdraw,
                cell: ({ kind, reference }) => (
                  <ActionForm
                    visit={visit}
                    action="withdraw"
                    fields={{ authority, kind, reference }}
                    button={words.withdraw}
                    look="warning"
                    asksWhy
                  />
                ),
              },
            ]}
          />
          {stuck.length === MOST_SHOWN && (
            <p>
              <a href={`/list?${queryOf({ authority: [authority], status: ['stuck'] })}`}>{words.all}</a>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Limit({ visit: { language } }: { visit: Visit }) {
  const words = deadLetterWords[language];
  return (
    <label class="short">
      {words.limit} <input type="number" name="limit" min={1} max={100_000} placeholder={words.all0} />
    </label>
  );
}

function Retell({ visit }: { visit: Visit }) {
  return (
    <ActionForm visit={visit} action="retell" button={deadLetterWords[visit.language].retell} look="first" asksWhy>
      <Limit visit={visit} />
    </ActionForm>
  );
}

function RetellSpan({ visit }: { visit: Visit }) {
  if (!visit.may('retell-span')) return null;
  const words = deadLetterWords[visit.language];
  return (
    <details class="more">
      <summary>{words.retellSpan}</summary>
      <p>{words.retellSpanMeans}</p>
      <ActionForm visit={visit} action="retell-span" button={words.retell} asksWhy>
        <label class="short">
          {words.from} <input name="since" required placeholder="6h" />
        </label>
        <label class="short">
          {words.to} <input name="until" placeholder="2026-11-28" />
        </label>
      </ActionForm>
    </details>
  );
}
