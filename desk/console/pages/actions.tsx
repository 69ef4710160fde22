import type { PersonAction } from '../../../functions/ledger/actions.ts';
import { askedPeriod } from '../asked-period.ts';
import { DataTable } from '../layout/data-table.tsx';
import { Mark } from '../layout/mark.tsx';
import { PeriodForm } from '../layout/period-form.tsx';
import { Moment } from '../moment.tsx';
import type { Page } from '../page.ts';
import { recordWords } from '../words/record.ts';

const MOST = 500;

/** The actions of people: who, when and why. */
export const actionsPage: Page = {
  path: '/actions',
  navigation: { part: 'record', name: (language) => recordWords[language].actions, key: 'a' },
  async show(visit) {
    const { gateway, language } = visit;
    const words = recordWords[language];
    const { since, until, span } = askedPeriod(visit);
    const kept: PersonAction[] = [];
    const actions = await gateway.actions();
    for await (const one of actions.between(span.since, span.until)) kept.push(one);
    const shown = kept.toReversed().slice(0, MOST);
    return {
      title: words.actions,
      content: (
        <>
          <p class="muted">{words.actionsMean}</p>
          <PeriodForm visit={visit} since={since} until={until} />
          <DataTable
            caption={words.actions}
            empty={words.noActions}
            rows={shown}
            columns={[
              { title: words.when, cell: ({ at }) => <Moment at={at} language={language} isFull /> },
              { title: words.who, cell: ({ who }) => <Person who={who} /> },
              { title: words.what, cell: ({ action }) => words.actionNames[action] ?? action },
              { title: words.about, isReference: true, cell: (one) => <About action={one} /> },
              { title: words.why, cell: ({ reason }) => reason },
              { title: words.detail, cell: ({ detail }) => detail },
              {
                title: words.result,
                cell: ({ result }) => (
                  <Mark tone={result === 'done' ? 'good' : 'bad'}>{words.results[result ?? 'none']}</Mark>
                ),
              },
            ]}
          />
          {kept.length > MOST && <p>{words.cut(MOST)}</p>}
        </>
      ),
    };
  },
};

function About({ action: { authority, reference } }: { action: PersonAction }) {
  return (
    <>
      {reference !== undefined && <a href={`/search?q=${encodeURIComponent(reference)}`}>{reference}</a>}{' '}
      {authority && <small>{authority}</small>}
    </>
  );
}

/** A person by the name of their session, or of the user, with all that AWS says of them. */
function Person({ who }: { who: string }) {
  const name = who.split('/').at(-1);
  return (
    <>
      {name}
      {name !== who && <small>{who}</small>}
    </>
  );
}
