import { readFiling } from '../../../functions/ledger/filing.ts';
import type { AuthorityName } from '../../../schemas/catalogue.ts';
import { viewOf } from '../../../schemas/settings.ts';
import { type Answer, answerOf } from '../../filings/answers.ts';
import { toldFiling } from '../../filings/told-filing.ts';
import { awaitedOf, PATIENCE_MS } from '../filing/awaited.ts';
import { keyGiven } from '../filing/corrected.ts';
import { FilingErrors } from '../filing/errors.tsx';
import { headlineOf } from '../filing/headline.ts';
import { readOnPage } from '../filing/read-on-page.ts';
import { filingPath } from '../filing-path.ts';
import { Moment } from '../moment.tsx';
import type { Page } from '../page.ts';
import { answerWords } from '../words/answer.ts';
import { filingWords } from '../words/filing.ts';

/** Waits for the answer to a message that a person has just submitted, until nothing more comes by itself. */
export const answerPage: Page = {
  path: '/filings/:authority/:kind/:reference/answer',
  async show(visit) {
    const { gateway, language, now, url, parameters } = visit;
    const words = answerWords[language];
    const key = keyGiven(visit, (name) => parameters[name]);
    const one = awaitedOf(url.searchParams.get('of'));
    const title = words.title(parameters['reference'] ?? '');
    if (!key) return { title: filingWords[language].none(parameters['reference'] ?? ''), status: 404, content: null };
    const links = (
      <p>
        <a class="button" href={filingPath(key)}>
          {words.filing}
        </a>{' '}
        <a href={`${url.pathname}${url.search}`}>{words.lookAgain}</a>
      </p>
    );
    if (!one) return { title, content: [<p>{words.gone}</p>, links] };
    const records = await (await gateway.ledger()).records(key);
    const answer = answerOf(one.awaited, records, now.getTime());
    const read = records.length > 0 ? readFiling(key, records) : undefined;
    const isPatient = now.getTime() - Date.parse(one.at) < PATIENCE_MS;
    const isOver = answer.kind !== 'none' && !goesOn(answer);
    const isDown = answer.kind === 'refused' || answer.kind === 'rejected';
    // An error is told beside the value that it is about.
    if (read && isDown) await readOnPage(gateway, key, false, now);
    const told = read && isDown ? toldFiling(read, { language }) : undefined;
    return {
      title,
      ...(!isOver && isPatient && { refreshSeconds: 2 }),
      content: (
        <>
          <p class="muted">
            {words.put} <Moment at={one.at} language={language} isFull />
          </p>
          {answer.kind === 'none' && <p class="notice waits">{isPatient ? words.waits : words.stillWaits}</p>}
          {answer.kind === 'duplicate' && <p class="notice failed">{words.duplicate}</p>}
          {answer.kind !== 'none' && answer.kind !== 'duplicate' && <Told {...{ answer, language, now }} />}
          {!isOver && answer.kind === 'answered' && isPatient && <p class="muted">{words.goesOn}</p>}
          {told && (
            <FilingErrors
              authority={key.authority}
              errors={told.errors}
              language={language}
              anchorOf={() => undefined}
            />
          )}
          {isDown && (
            <p>
              <a class="button first" href={filingPath(key, '/correct')}>
                {words.correct}
              </a>
            </p>
          )}
          {links}
        </>
      ),
    };
  },
};

/** More comes by itself after a state that is not one of the last. */
function goesOn({ kind, filing }: Answer): boolean {
  if (kind !== 'answered') return false;
  const { authority, state } = filing;
  return state !== null && !viewOf(authority as AuthorityName).states.last.includes(state);
}

function Told({ answer, language, now }: { answer: Answer; language: 'en' | 'fr'; now: Date }) {
  if (!answer.filing) return null;
  const { tone, happened, todo } = headlineOf(answer.filing, language, now);
  return (
    <p class={`headline ${tone}`} role="status">
      <strong>{happened}</strong> {todo}
    </p>
  );
}
