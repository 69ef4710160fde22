import { readingTexts } from '../../actions/reading-bodies.ts';
import { type UnreadableText, unreadableTexts } from '../../filings/unreadable-texts.ts';
import { askedPeriod } from '../asked-period.ts';
import { colonIn } from '../colon.ts';
import { DataTable } from '../layout/data-table.tsx';
import { PeriodForm } from '../layout/period-form.tsx';
import { Moment } from '../moment.tsx';
import { numberText } from '../numbers.ts';
import type { Page } from '../page.ts';
import { textInLanguage } from '../words/fault-texts.ts';
import { recordWords } from '../words/record.ts';

const MOST = 100;

/** Texts that were put on outboxes, or called back with, and could not be read. One is shown where it is asked for. */
export const unreadablePage: Page = {
  path: '/unreadable',
  navigation: { part: 'record', name: (language) => recordWords[language].unreadable, key: 'u' },
  async show(visit) {
    const { gateway, language, url } = visit;
    const words = recordWords[language];
    const { since, until, span } = askedPeriod(visit);
    const { texts, isMore } = await unreadableTexts(gateway, {
      authorities: gateway.authorities,
      ...span,
      limit: MOST,
    });
    const wanted = url.searchParams.get('text');
    const shown = texts.find(({ id }) => id === wanted);
    if (shown) await readingTexts(gateway, [shown], 'page');
    const linkTo = ({ id }: UnreadableText) => {
      const query = new URLSearchParams(url.search);
      query.set('text', id);
      return `${url.pathname}?${query}#text`;
    };
    return {
      title: words.unreadable,
      content: (
        <>
          <p class="muted">{words.unreadableMeans}</p>
          <PeriodForm visit={visit} since={since} until={until} />
          {shown && (
            <section class="card" id="text">
              <h2>
                {`${words.body}${colonIn(language)}`}
                <Moment at={shown.received} language={language} isFull />
              </h2>
              <p>{textInLanguage(shown.fault, shown.authority, language)}</p>
              <pre>
                <code>{shown.body}</code>
              </pre>
            </section>
          )}
          <DataTable
            caption={words.unreadable}
            empty={words.noUnreadable}
            rows={texts}
            columns={[
              { title: words.received, cell: ({ received }) => <Moment at={received} language={language} isFull /> },
              { title: words.from, cell: ({ from, authority, route }) => `${words.froms[from]} ${route ?? authority}` },
              { title: words.platform, cell: ({ platform }) => platform },
              { title: words.fault, cell: ({ fault, authority }) => textInLanguage(fault, authority, language) },
              { title: words.bytes, isNumber: true, cell: ({ bytes }) => numberText(bytes, language) },
              { title: words.where, cell: ({ isDeadLetter }) => (isDeadLetter ? words.deadLetter : words.ledger) },
              { title: words.body, cell: (text) => <a href={linkTo(text)}>{words.showBody}</a> },
            ]}
          />
          {isMore && <p>{words.cut(MOST)}</p>}
        </>
      ),
    };
  },
};
