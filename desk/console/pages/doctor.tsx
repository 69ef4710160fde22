import { type Diagnosis, exitCodeOf } from '../../doctor/diagnosis.ts';
import { examine } from '../../doctor/examine.ts';
import { deskText, partText } from '../french/desk-text.ts';
import { DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { Moment } from '../moment.tsx';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { cloudWatchWords } from '../words/cloudwatch.ts';
import { doctorWords } from '../words/doctor.ts';

const tones = { ok: 'good', warning: 'wait', fault: 'bad' } as const;
const order: readonly Diagnosis['verdict'][] = ['fault', 'warning', 'ok'];

/** The doctor's findings. It looks where it is asked to: a look takes seconds, and may ask for a token. */
export const doctorPage: Page = {
  path: '/doctor',
  navigation: { part: 'gateway', name: (language) => doctorWords[language].title, key: 'o' },
  async show(visit) {
    const { gateway, language, url, now } = visit;
    const words = doctorWords[language];
    const isAsked = url.searchParams.has('look');
    const checks = isAsked ? await examine(() => gateway, { now }) : undefined;
    return {
      title: words.title,
      content: (
        <>
          <p>{words.means}</p>
          <form class="filter" method="get" action="/doctor">
            <input type="hidden" name="look" value="now" />
            <button type="submit" class="first">
              {isAsked ? words.lookAgain : words.look}
            </button>
          </form>
          <p>
            {words.alarmsMean} <a href="/alarms">{cloudWatchWords[language].title}</a>
          </p>
          <Runbook visit={visit} />
          {checks && <Findings checks={checks} visit={visit} />}
        </>
      ),
    };
  },
};

function Findings({ checks, visit: { language, now } }: { checks: readonly Diagnosis[]; visit: Visit }) {
  const words = doctorWords[language];
  const count = (wanted: Diagnosis['verdict']) => checks.filter(({ verdict }) => verdict === wanted).length;
  const sorted = order.flatMap((verdict) => checks.filter((one) => one.verdict === verdict));
  return (
    <section>
      <p class={`notice ${exitCodeOf(checks) === 0 ? 'done' : exitCodeOf(checks) === 1 ? 'waits' : 'failed'}`}>
        {exitCodeOf(checks) === 0 ? words.allWell : words.found(count('fault'), count('warning'))} {words.lookedAt}{' '}
        <Moment at={now.toISOString()} language={language} isFull />
      </p>
      <DataTable
        caption={words.title}
        empty=""
        rows={sorted}
        columns={[
          { title: words.verdict, cell: ({ verdict }) => <Mark tone={tones[verdict]}>{words.verdicts[verdict]}</Mark> },
          { title: words.part, cell: ({ part }) => partText(part, language) },
          {
            title: words.finding,
            cell: ({ says, remedy }) => (
              <>
                {deskText(says, language)}
                {remedy && <div class="remedy">→ {deskText(remedy, language)}</div>}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

/** The place of the runbook, which each alarm names: a link where the configuration has an address of it. */
function Runbook({ visit: { gateway, language } }: { visit: Visit }) {
  const runbook = gateway.installation.configuration()?.alarms.runbook;
  if (!runbook) return null;
  return (
    <p>
      {doctorWords[language].runbookMeans}{' '}
      {/^https?:\/\//.test(runbook) ? (
        <a href={runbook} rel="noreferrer">
          {runbook}
        </a>
      ) : (
        <code>{runbook}</code>
      )}
    </p>
  );
}
