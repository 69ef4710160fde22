import type { Visit } from '../visit.ts';
import { recordWords } from '../words/record.ts';

/** The filter of a list by time, in the URL like every filter. */
export function PeriodForm({ visit: { url, language }, since, until }: { visit: Visit; since: string; until: string }) {
  const words = recordWords[language];
  return (
    <form class="filter" method="get" action={url.pathname}>
      <label class="short">
        {words.since} <input name="since" value={since} placeholder="3d" />
      </label>
      <label class="short">
        {words.until} <input name="until" value={until} placeholder="today" />
      </label>
      <button type="submit">{words.filter}</button>
    </form>
  );
}
