import { resourceNames } from '../../../schemas/resource-names.ts';
import { type AlarmState, alarmStates } from '../../alarms/alarm-states.ts';
import { deskText } from '../french/desk-text.ts';
import { DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { Moment } from '../moment.tsx';
import type { Page } from '../page.ts';
import type { Visit } from '../visit.ts';
import { cloudWatchWords } from '../words/cloudwatch.ts';

const tones = { OK: 'good', INSUFFICIENT_DATA: 'none', ALARM: 'bad' } as const;

/** The alarms as they stand, each with its place in the runbook. */
export const alarmsPage: Page = {
  path: '/alarms',
  navigation: { part: 'gateway', name: (language) => cloudWatchWords[language].title, key: 'm' },
  async show(visit) {
    const { gateway, language } = visit;
    const words = cloudWatchWords[language];
    const asked = await alarmStates(gateway);
    return {
      title: words.title,
      refreshSeconds: 60,
      content: (
        <>
          <p class="muted">
            {words.means} {gateway.installation.isLocal && words.localMeans}
          </p>
          {'answer' in asked ? (
            <States alarms={asked.answer} visit={visit} />
          ) : (
            <p class="notice waits">
              {words.noStates} {deskText(asked.unknown, language)}
            </p>
          )}
          {!gateway.installation.isLocal && <Dashboard visit={visit} />}
        </>
      ),
    };
  },
};

function States({ alarms, visit: { language } }: { alarms: readonly AlarmState[]; visit: Visit }) {
  const words = cloudWatchWords[language];
  const raised = alarms.filter(({ state }) => state === 'ALARM').length;
  return (
    <>
      {alarms.length > 0 && (
        <p class={`notice ${raised > 0 ? 'waits' : 'done'}`}>{raised > 0 ? words.raised(raised) : words.noneRaised}</p>
      )}
      <DataTable
        caption={words.title}
        empty={words.none}
        rows={alarms}
        columns={[
          {
            title: words.state,
            isShort: true,
            cell: ({ state }) => <Mark tone={tones[state]}>{words.states[state]}</Mark>,
          },
          {
            title: words.since,
            isShort: true,
            cell: ({ since }) => since && <Moment at={since} language={language} />,
          },
          { title: words.alarm, cell: ({ title }) => title },
          { title: words.severity, isShort: true, cell: ({ text }) => text && words.severities[text.severity] },
          { title: words.meaning, cell: ({ text }) => text && deskText(text.means, language) },
          { title: words.todo, cell: ({ text }) => text && <InRunbook text={text} language={language} /> },
        ]}
      />
    </>
  );
}

/** A place in the runbook: a link where the configuration has an address of it. */
function InRunbook({
  text: { runbook, kind },
  language,
}: {
  text: NonNullable<AlarmState['text']>;
  language: Visit['language'];
}) {
  if (!/^https?:\/\//.test(runbook)) return <code>{`${runbook}#${kind}`}</code>;
  return (
    <a href={`${runbook}#${kind}`} rel="noreferrer">
      {cloudWatchWords[language].runbook}
    </a>
  );
}

function Dashboard({ visit: { gateway, language } }: { visit: Visit }) {
  const words = cloudWatchWords[language];
  const { region, stage } = gateway.installation;
  const { dashboard } = resourceNames(stage);
  const address = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard}`;
  return (
    <p>
      {words.graphs}{' '}
      <a href={address} rel="noreferrer">
        {words.dashboard}
      </a>
    </p>
  );
}
