import { colonIn } from '../colon.ts';
import { deskText } from '../french/desk-text.ts';
import { ActionForm } from '../layout/action-form.tsx';
import { DataTable } from '../layout/data-table.tsx';
import { momentIn } from '../moment.tsx';
import type { Page } from '../page.ts';
import { type ReplayJob, replayJob } from '../replay/replay-jobs.ts';
import type { Visit } from '../visit.ts';
import { replayWords } from '../words/replay.ts';

/** The most rows that are shown; the result file has all. */
const MOST_ROWS = 100;

/** The progress of a replay, with the answers to its trial; the result as a file. */
export const replayRunPage: Page = {
  path: '/replays/:id',
  async show(visit) {
    const { language, parameters, url } = visit;
    const words = replayWords[language];
    const job = replayJob(parameters['id'] ?? '');
    if (!job) return { title: words.gone, status: 404, content: <a href="/replay">{words.running}</a> };
    if (url.searchParams.has('result'))
      return new Response(JSON.stringify(job.rows, null, 2), {
        headers: {
          'content-type': 'application/json',
          'content-disposition': `attachment; filename="replay-${job.at.slice(0, 10)}.json"`,
        },
      });
    return {
      title: words.runTitle(momentIn(job.at, language)),
      ...(job.state === 'running' && { refreshSeconds: 2 }),
      content: <Run job={job} visit={visit} />,
    };
  },
};

function Run({ job, visit }: { job: ReplayJob; visit: Visit }) {
  const words = replayWords[visit.language];
  const { id, state, rows, total, rest, problem, answers, isTrial, reason } = job;
  const texts = {
    replayed: words.submitted,
    'would-replay': words.submitted,
    skipped: words.skipped,
    failed: words.failed,
  };
  const tone =
    state === 'running' || state === 'stopped'
      ? 'wait'
      : state === 'failed' || rows.some(({ action }) => action === 'failed')
        ? 'bad'
        : 'good';
  return (
    <>
      <p class={`headline ${tone}`} role="status">
        <strong>{words.states[state]}</strong> {isTrial && `(${words.trialMark}) `}
        {words.progress(rows.length, total)}. {`${words.reason}${colonIn(visit.language)}${reason}`}
      </p>
      {problem !== undefined && <p class="notice failed">{deskText(problem, visit.language)}</p>}
      {state === 'running' && (
        <ActionForm visit={visit} action="stop-replay" fields={{ id }} button={words.stop} look="warning" />
      )}
      {state !== 'running' && rest.length > 0 && (
        <ActionForm
          visit={visit}
          action="replay"
          fields={{ rest: id, reason }}
          button={words.rest(rest.length)}
          look="first"
        />
      )}
      {answers.length > 0 && (
        <DataTable
          caption={words.answers}
          showsCaption
          empty=""
          rows={answers}
          columns={[
            { title: words.reference, cell: ({ reference }) => <Found reference={reference} /> },
            { title: words.answer, cell: ({ answer }) => words.kinds[answer.kind] },
          ]}
        />
      )}
      <DataTable
        caption={words.outcome}
        empty=""
        rows={rows.slice(0, MOST_ROWS)}
        columns={[
          { title: words.reference, cell: ({ reference }) => <Found reference={reference} /> },
          { title: words.outcome, cell: ({ action }) => texts[action] },
          { title: words.why, cell: (row) => deskText(row.reason ?? '', visit.language) },
        ]}
      />
      <p>
        <a class="button" href={`/replays/${id}?result`}>
          {words.result}
        </a>
      </p>
    </>
  );
}

function Found({ reference }: { reference: string }) {
  return <a href={`/search?q=${encodeURIComponent(reference)}`}>{reference}</a>;
}
