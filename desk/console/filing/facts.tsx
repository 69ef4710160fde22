import { type AuthorityName, contractOf } from '../../../schemas/catalogue.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { viewOf } from '../../../schemas/settings.ts';
import { columnTexts, figureText } from '../../render/given.ts';
import type { Language } from '../language.ts';
import { Copied } from '../layout/copied.tsx';
import { Fact } from '../layout/fact-list.tsx';
import { Moment } from '../moment.tsx';
import { saidOf } from '../said.ts';
import { filingWords } from '../words/filing.ts';
import { standingWords } from '../words/standing.ts';

/** The facts of a filing: its references, each to be copied, its lane, platform, status and state. */
export function FilingFacts({ filing, language }: { filing: Filing; language: Language }) {
  const authority = filing.authority as AuthorityName;
  const words = filingWords[language];
  const said = saidOf(authority, language);
  const view = viewOf(authority);
  const given = columnTexts(filing);
  const figure = figureText(filing);
  const { reference, kind, platform, status, state, rawState, stateDateTime, deadline } = filing;
  return (
    <dl class="facts">
      <Fact name={words.reference}>
        <Copied text={reference} button={words.copy} />
      </Fact>
      {view.columns.map(({ title }, index) =>
        given[index] ? (
          <Fact name={said(title)}>
            <Copied text={given[index]} button={words.copy} />
          </Fact>
        ) : null,
      )}
      <Fact name={words.status}>{standingWords[language].statuses[status]}</Fact>
      {state !== null && (
        <Fact name={words.state}>
          {said(state)} {rawState !== null && <span class="muted">({rawState})</span>}
          {stateDateTime !== null && (
            <>
              , {words.since} <Moment at={stateDateTime.replace(/\[.*$/, '')} language={language} />
            </>
          )}
        </Fact>
      )}
      {deadline !== undefined && (
        <Fact name={words.deadline}>
          <Moment at={deadline} language={language} />
        </Fact>
      )}
      {figure !== '' && <Fact name={said(view.figure?.title ?? '')}>{said(figure)}</Fact>}
      {platform !== null && <Fact name={words.platform}>{platform}</Fact>}
      <Fact name={words.lane}>{said(contractOf(authority).title)}</Fact>
      <Fact name={words.kind}>{said(kind)}</Fact>
    </dl>
  );
}
