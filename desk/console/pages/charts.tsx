import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { dateInParis } from '../../../schemas/date-in-paris.ts';
import { valueIn } from '../../../schemas/fault.ts';
import { Chart } from '../charts/chart.tsx';
import {
  amountFigures,
  answerFigures,
  errorFigures,
  type Figures,
  sharePerMinute,
  trafficFigures,
} from '../charts/figures.ts';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { chartWords } from '../words/charts.ts';

const PERIODS = [3, 24, 168, 720] as const;
const HOUR_MS = 3_600_000;
/** The minutes that a row of the traffic stands for, by the hours of the period: some 200 rows. */
const steps: Readonly<Record<(typeof PERIODS)[number], number>> = { 3: 1, 24: 10, 168: 60, 720: 240 };

/** Charts of one lane: its traffic, its answers, its errors, its amounts. */
export const chartsPage: Page = {
  path: '/charts',
  navigation: { part: 'record', name: (language) => chartWords[language].title, key: 'c' },
  async show(visit) {
    const { gateway, language, url, now } = visit;
    const words = chartWords[language];
    const hours = PERIODS.find((one) => String(one) === url.searchParams.get('hours')) ?? 24;
    const lane = gateway.lane(url.searchParams.get('authority') ?? gateway.authorities[0] ?? '');
    const since = now.getTime() - hours * HOUR_MS;
    const span = { since: new Date(since).toISOString(), until: now.toISOString() };
    const books = await gateway.books();
    const [minutes, counts] = await Promise.all([
      books.traffic(lane, span.since, span.until),
      books.counts([lane], span),
    ]);
    const days = daysOf(since, now.getTime());
    const share = gateway.share(lane);
    const traffic = trafficFigures(minutes, { since, until: now.getTime(), step: steps[hours] });
    const allowed = share && sharePerMinute(share);
    const overdue = valueIn(gateway.installation.configuration()?.lanes[lane] ?? {}, ['overdueMinutes']);
    const limit = typeof overdue === 'number' ? overdue * 60 : undefined;
    return {
      title: words.title,
      scripts: ['plots', 'charts'],
      content: (
        <>
          <Choices lane={lane} hours={hours} visit={visit} />
          <Chart
            {...{ title: words.traffic, means: words.trafficMeans, by: words.time, digits: 1, visit }}
            figures={withLimit(
              {
                series: [words.sent, words.received],
                rows: traffic.map(({ at, sent, received }) => ({ at, values: [sent, received] })),
              },
              words.share,
              allowed,
            )}
            limits={allowed === undefined ? 0 : 1}
          />
          <Chart
            {...{ title: words.answers, means: words.answersMeans, by: words.time, digits: 1, visit }}
            kind="logarithms"
            figures={withLimit(
              {
                series: [`${words.half} (${words.seconds})`, `${words.most} (${words.seconds})`],
                rows: answerFigures(minutes).map(({ at, half, most }) => ({ at, values: [half, most] })),
              },
              words.limit,
              limit,
            )}
            limits={limit === undefined ? 0 : 1}
          />
          <Chart
            {...{ title: words.errors, means: words.errorsMeans, by: words.day, digits: 1, kind: 'days', visit }}
            figures={errorFigures(counts, days, words.others)}
          />
          <Chart
            {...{ title: words.duties, means: words.dutiesMeans, by: words.day, digits: 2, kind: 'days', visit }}
            figures={amountFigures(counts, days)}
          />
        </>
      ),
    };
  },
};

/** The figures with a line that is the same at each instant, where there is a limit. */
function withLimit({ series, rows }: Figures, name: string, limit: number | undefined): Figures {
  if (limit === undefined) return { series, rows };
  return { series: [...series, name], rows: rows.map(({ at, values }) => ({ at, values: [...values, limit] })) };
}

/** The days of a period in Paris. */
function daysOf(since: number, until: number): string[] {
  const days = new Set<string>();
  for (let at = since; at < until; at += 12 * HOUR_MS) days.add(dateInParis(new Date(at)));
  days.add(dateInParis(new Date(until)));
  return [...days];
}

function Choices({ lane, hours, visit: { gateway, language } }: { lane: AuthorityName; hours: number; visit: Visit }) {
  const words = chartWords[language];
  const link = (authority: string, period: number) => `/charts?authority=${authority}&hours=${period}`;
  return (
    <>
      {gateway.authorities.length > 1 && (
        <p class="choices">
          <span>{words.lane}</span>
          {gateway.authorities.map((one) => (
            <a href={link(one, hours)} aria-current={one === lane ? 'true' : undefined}>
              {one}
            </a>
          ))}
        </p>
      )}
      <p class="choices">
        <span>{words.period}</span>
        {PERIODS.map((one) => (
          <a href={link(lane, one)} aria-current={one === hours ? 'true' : undefined}>
            {words.hours(one)}
          </a>
        ))}
      </p>
    </>
  );
}
