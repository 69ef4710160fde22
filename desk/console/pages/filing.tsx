import { readFiling } from '../../../functions/ledger/filing.ts';
import { type AuthorityName, isAuthority, messageOf } from '../../../schemas/catalogue.ts';
import { viewOf } from '../../../schemas/settings.ts';
import { givenIn } from '../../../schemas/shown-filing.ts';
import { allowedNext } from '../../actions/allowed-messages.ts';
import { differencesIn } from '../../filings/differences.ts';
import { maskedText } from '../../filings/masked.ts';
import { type PlacedError, type ToldEntry, toldFiling } from '../../filings/told-filing.ts';
import { withTellings } from '../../filings/with-tellings.ts';
import { AskedNotice, askedOn } from '../filing/asked.tsx';
import { FilingDifferences } from '../filing/differences.tsx';
import { Doings } from '../filing/doings.tsx';
import { FilingErrors } from '../filing/errors.tsx';
import { FilingFacts } from '../filing/facts.tsx';
import { FanOutLists } from '../filing/fan-out-lists.tsx';
import { headlineOf, withFollowing, withLinked } from '../filing/headline.ts';
import { type LinkedFiling, linkedFilings } from '../filing/linked.ts';
import { MessageText } from '../filing/message-text.tsx';
import { Notes } from '../filing/notes.tsx';
import { readOnPage } from '../filing/read-on-page.ts';
import { shownStanding } from '../filing/state-words.ts';
import { Timeline } from '../filing/timeline.tsx';
import { ViewSection } from '../filing/view-section.tsx';
import { filingPath } from '../filing-path.ts';
import { Mark } from '../layout/mark.tsx';
import type { Page } from '../page.ts';
import { saidOf } from '../said.ts';
import type { Visit } from '../visit.ts';
import { filingWords } from '../words/filing.ts';

/** Everything about one filing: what happened, what to do, every message. */
export const filingPage: Page = {
  path: '/filings/:authority/:kind/:reference',
  async show(visit: Visit) {
    const { gateway, language, now, parameters, url } = visit;
    const words = filingWords[language];
    const { authority: lane = '', kind = '', reference = '' } = parameters;
    const authority = isAuthority(lane) && gateway.authorities.includes(lane) ? lane : undefined;
    const key = authority && { authority, kind, reference };
    const ledger = await gateway.ledger();
    const records = key ? await ledger.records(key) : [];
    if (!key || records.length === 0)
      return { title: words.none(reference), status: 404, content: <None visit={visit} /> };
    const isShown = url.searchParams.get('messages') === 'shown';
    await readOnPage(gateway, key, isShown, now);
    const read = await withTellings(readFiling(key, records), gateway, now);
    const actions = await (await gateway.filingActions()).of(key);
    const filing = toldFiling(read, { language, messages: true });
    const view = viewOf(key.authority);
    const said = saidOf(key.authority, language);
    const marks = marksIn(filing.history);
    const linked = await linkedFilings(read, ledger);
    const allowed = allowedNext(read);
    const own = withFollowing(
      headlineOf(read.filing, language, now),
      allowed.messages.find(({ until }) => until)?.until,
      language,
    );
    const { tone, happened, todo } = withLinked(own, linked, language, now);
    const asked = askedOn(visit, filing);
    const isLasting = filing.status === 'answered' || filing.status === 'rejected' || filing.status === 'refused';
    return {
      title: reference,
      ...(!isLasting && { refreshSeconds: 10 }),
      ...(asked === 'awaited' && { refreshSeconds: 2 }),
      content: (
        <>
          <p class={`headline ${tone}`}>
            <strong>{happened}</strong> {todo}
          </p>
          <AskedNotice asked={asked} visit={visit} />
          <FilingErrors
            authority={key.authority}
            errors={filing.errors}
            language={language}
            anchorOf={(error) => anchorOf(error, marks)}
          />
          <Doings visit={visit} read={read} allowed={allowed} />
          <section aria-labelledby="facts">
            <h2 id="facts">{words.facts}</h2>
            <FilingFacts filing={read.filing} language={language} />
          </section>
          <FanOutLists read={read} language={language} />
          {(view.sectionsOf?.(givenIn(read.filing)) ?? []).map((section) => (
            <ViewSection section={section} said={said} language={language} />
          ))}
          {filing.declaration !== null && view.declarationSection && (
            <ViewSection section={view.declarationSection(filing.declaration)} said={said} language={language} />
          )}
          <FilingDifferences differences={differencesIn(read)} language={language} />
          <Linked linked={linked} visit={visit} />
          <Notes visit={visit} of={key} actions={actions} />
          <section aria-labelledby="messages">
            <h2 id="messages">{words.timeline}</h2>
            <p>
              <a href={`?messages=${isShown ? 'masked' : 'shown'}#messages`}>
                {isShown ? words.hideBodies : words.showBodies}
              </a>{' '}
              <span class="muted">
                {words.bodiesMean} {gateway.installation.configuration()?.auditReads && words.readKept}
              </span>
            </p>
            <Timeline
              authority={key.authority}
              history={filing.history}
              present={filing.errors}
              language={language}
              titleOf={(message) => said(messageOf(key.authority, message)?.title ?? '')}
              bodyOf={(index) => (
                <Body
                  authority={key.authority}
                  entry={filing.history[index]}
                  index={index}
                  marks={marks}
                  isShown={isShown}
                />
              )}
            />
          </section>
        </>
      ),
    };
  },
};

/** The places of errors in the message of an entry, by the entry's index. */
type Marks = ReadonlyMap<number, readonly string[]>;

/** Each place that an error of the history leads to, at the message that it is about. */
function marksIn(history: readonly ToldEntry[]): Marks {
  const marks = new Map<number, string[]>();
  for (const [index, { errors = [], about }] of history.entries()) {
    const of = about
      ? history.findIndex(({ messageId, direction }) => direction === 'sent' && messageId === about.messageId)
      : index;
    const pointers = errors.flatMap(({ at }) => (at ? [at.pointer] : []));
    if (pointers.length > 0) marks.set(of, [...(marks.get(of) ?? []), ...pointers]);
  }
  return marks;
}

const entryId = (index: number) => `message-${index}`;

function anchorOf({ at }: PlacedError, marks: Marks): string | undefined {
  const found = at && [...marks].findLast(([, pointers]) => pointers.includes(at.pointer));
  return found && `${entryId(found[0])}${at.pointer}`;
}

interface BodyProperties {
  authority: AuthorityName;
  entry: ToldEntry | undefined;
  index: number;
  marks: Marks;
  isShown: boolean;
}

function Body({ authority, entry, index, marks, isShown }: BodyProperties) {
  if (entry?.body === undefined) return null;
  const marked = marks.get(index) ?? [];
  return (
    <details open={marked.length > 0}>
      <summary>{entry.message}</summary>
      <MessageText
        text={isShown ? entry.body : maskedText(authority, entry.body)}
        marked={marked}
        id={entryId(index)}
      />
    </details>
  );
}

function Linked({ linked, visit: { language, now } }: { linked: readonly LinkedFiling[]; visit: Visit }) {
  if (linked.length === 0) return null;
  return (
    <section>
      <h2>{filingWords[language].linked}</h2>
      <ul>
        {linked.map(({ key, filing }) => {
          const standing = filing && shownStanding(filing, language, now);
          return (
            <li>
              {saidOf(key.authority, language)(key.kind)} <a href={filingPath(key)}>{key.reference}</a>{' '}
              {standing && <Mark tone={standing.tone}>{standing.text}</Mark>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function None({ visit: { parameters, language } }: { visit: Visit }) {
  const words = filingWords[language];
  return (
    <>
      <p>{words.noneMeans}</p>
      <p>
        <a href={`/search?q=${encodeURIComponent(parameters['reference'] ?? '')}`}>{words.searchAll}</a>
      </p>
    </>
  );
}
