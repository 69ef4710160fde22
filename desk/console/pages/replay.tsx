import { filingId } from '../../../functions/ledger/items.ts';
import { placeWords } from '../../places/place-words.ts';
import type { HourEffect } from '../../replay/hour-effect.ts';
import { planReplay, type ReplayPlan } from '../../replay/plan.ts';
import { colonIn } from '../colon.ts';
import { deskText } from '../french/desk-text.ts';
import { PostedBack } from '../layout/action-form.tsx';
import { DataTable } from '../layout/data-table.tsx';
import { PICK } from '../list/picked.ts';
import { momentIn } from '../moment.tsx';
import { numberText } from '../numbers.ts';
import type { Page } from '../page.ts';
import { replayJobs } from '../replay/replay-jobs.ts';
import { type ChosenReplay, chosenReplay } from '../replay/replay-wish.ts';
import type { Visit } from '../visit.ts';
import { replayWords } from '../words/replay.ts';

/** The preview of a replay: how many filings, the changes, and those that are left out, with the reasons. */
export const replayPage: Page = {
  path: '/replay',
  takesForms: true,
  navigation: { part: 'filings', name: (language) => replayWords[language].title, key: 'r' },
  async show(visit) {
    const { gateway, language, now, form } = visit;
    const words = replayWords[language];
    const chosen = chosenReplay(visit);
    if (chosen.isEmpty)
      return {
        title: words.title,
        content: (
          <>
            <p>{words.none}</p>
            <p>
              <a href="/list?status=rejected&status=refused&status=failed">{words.toList}</a>
            </p>
            <Jobs visit={visit} />
          </>
        ),
      };
    const reason = form.get('reason') ?? '';
    const plan = await planReplay(gateway, chosen.choice, {
      correction: chosen.correction,
      reason: reason || '…',
      now,
    });
    return {
      title: words.title,
      content: (
        <>
          <p class={plan.going.length > 0 ? 'headline wait' : 'headline bad'}>
            <strong>{plan.going.length > 0 ? words.going(plan.going.length) : words.nothing}</strong>
          </p>
          <ul class="hours">
            {plan.hours.map((effect) => (
              <li>{`${effect.authority}${colonIn(language)}${hoursText(effect, visit)}`}</li>
            ))}
          </ul>
          <ReplayForm visit={visit} chosen={chosen} plan={plan} reason={reason} />
          <Changes plan={plan} visit={visit} />
          {plan.leftOut.length > 0 && (
            <DataTable
              caption={words.leftOut}
              showsCaption
              empty=""
              rows={plan.leftOut}
              columns={[
                { title: words.why, cell: ({ reason }) => deskText(reason, visit.language) },
                { title: words.count, isNumber: true, cell: ({ count }) => count },
                {
                  title: words.example,
                  cell: ({ example }) => <a href={`/search?q=${encodeURIComponent(example)}`}>{example}</a>,
                },
              ]}
            />
          )}
          <Jobs visit={visit} />
        </>
      ),
    };
  },
};

function hoursText({ count, used, share, minutes }: HourEffect, { language }: Visit): string {
  const words = replayWords[language];
  if (share === null || minutes === null) return words.hoursUnknown(count);
  return words.hours(count, numberText(used, language), numberText(share, language), minutes);
}

interface ReplayFormProperties {
  visit: Visit;
  chosen: ChosenReplay;
  plan: ReplayPlan;
  reason: string;
}

function ReplayForm({ visit, chosen, plan, reason }: ReplayFormProperties) {
  const words = replayWords[visit.language];
  return (
    <form method="post" action="/replay">
      <PostedBack visit={visit} />
      <input type="hidden" name="filter" value={chosen.query} />
      {chosen.picked.map((key) => (
        <input type="hidden" name={PICK} value={filingId(key)} />
      ))}
      <div class="field">
        <label for="changes">{words.change}</label>
        <textarea id="changes" name="changes" rows={2} spellcheck={false}>
          {chosen.changes}
        </textarea>
      </div>
      <p class="buttons">
        <label class="why">
          {words.reason} <input name="reason" required maxlength={500} value={reason} autocomplete="off" />
        </label>
        <button type="submit" formnovalidate>
          {words.preview}
        </button>
        {visit.may('replay') && plan.going.length > 1 && (
          <button type="submit" class="first" formaction="/actions/replay" name="trial" value="1">
            {words.trial}
          </button>
        )}
        {visit.may('replay') && plan.going.length > 0 && (
          <button type="submit" class={plan.going.length > 1 ? '' : 'first'} formaction="/actions/replay">
            {words.all}
          </button>
        )}
      </p>
    </form>
  );
}

function Changes({ plan, visit: { language } }: { plan: ReplayPlan; visit: Visit }) {
  const words = replayWords[language];
  const lanes = new Map(plan.going.map(({ reference, authority }) => [reference, authority]));
  const rows = plan.examples.flatMap(({ reference, differences }) => differences.map((one) => ({ reference, ...one })));
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption={words.changed}
      showsCaption
      empty=""
      rows={rows}
      columns={[
        { title: words.reference, cell: ({ reference }) => reference },
        {
          title: words.place,
          cell: ({ reference, pointer }) => {
            const authority = lanes.get(reference);
            return authority ? placeWords(authority, pointer, language) : pointer;
          },
        },
        { title: words.before, cell: ({ before }) => before ?? '' },
        { title: words.after, cell: ({ after }) => after ?? '' },
      ]}
    />
  );
}

/** The replays that run, or ran, in this console: each is found again here. */
function Jobs({ visit: { language } }: { visit: Visit }) {
  const words = replayWords[language];
  const jobs = replayJobs();
  if (jobs.length === 0) return null;
  return (
    <section>
      <h2>{words.running}</h2>
      <ul>
        {jobs.map(({ id, at, state, rows, total, reason }) => (
          <li>
            <a href={`/replays/${id}`}>{words.runTitle(momentIn(at, language))}</a>
            {`${colonIn(language)}${words.states[state]}`}, {words.progress(rows.length, total)}, {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
