import type { PersonAction } from '../../functions/ledger/actions.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { givenIn } from '../../schemas/shown-filing.ts';
import type { Difference, Section } from '../../schemas/view.ts';
import type { Language } from '../console/language.ts';
import type { ToldFiling } from '../filings/told-filing.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { adviceLines, errorLines } from './errors.ts';
import { columnTexts, viewOn } from './given.ts';
import { historyLines } from './history.ts';
import { messageLines } from './messages.ts';
import { peopleLines } from './people.ts';
import { requestLines } from './request.ts';
import { factLines, sectionLines, titled } from './section.ts';
import { momentOf } from './times.ts';
import { stateMeaning, stateStyle, stateText, statusMeaning, statusWords } from './words.ts';

interface FilingLinesOptions {
  differences?: readonly Difference[];
  now?: Date;
  /** The language of places in messages. */
  language?: Language | undefined;
  /** The actions and notes of people about it. */
  actions?: readonly PersonAction[];
}

/** Everything about one filing, for a person; with its messages where it has them. */
export function filingLines(
  filing: ToldFiling,
  terminal: Terminal,
  { differences = [], now = new Date(), language, actions = [] }: FilingLinesOptions = {},
): string[] {
  const { paint } = terminal;
  const { reference, errors, declaration } = filing;
  const view = viewOn(filing);
  const said = errors.flatMap((error) => [
    ...errorLines(error, filing.authority as AuthorityName, terminal, language),
    ...adviceLines(error, view, terminal),
  ]);
  return [
    paint('bold', printable(reference)),
    ...headLines(filing, now, terminal),
    ...(view.sectionsOf?.(givenIn(filing)) ?? []).flatMap((section) => sectionLines(section, terminal)),
    ...titled('Errors', said, paint),
    ...titled('Request', requestLines(filing, terminal), paint),
    ...(declaration !== null && view.declarationSection
      ? sectionLines(view.declarationSection(declaration), terminal)
      : []),
    ...(differences.length > 0 ? sectionLines(differenceSection(differences), terminal) : []),
    ...titled('History', historyLines(filing, terminal, language), paint),
    ...titled('People', peopleLines(actions, terminal), paint),
    ...titled('Messages', messageLines(filing.history, terminal), paint),
  ];
}

/** The most differences that are printed. */
const MOST_DIFFERENCES = 20;

function differenceSection(differences: readonly Difference[]): Section {
  const text = (value: unknown) => (typeof value === 'object' ? (value ? 'there' : '') : String(value));
  const rows = differences.map(({ path, sent, returned }) => [path, text(sent), text(returned)]);
  const most = { rows: MOST_DIFFERENCES, of: 'differences' };
  const table = { columns: ['PLACE', 'SENT', 'GIVEN BACK'], numbers: [], rows, most };
  return { title: 'Sent and given back', table };
}

function headLines(filing: ToldFiling, now: Date, { paint, width }: Terminal): string[] {
  const { status, rejectedMessage = null, orphan, state, stateDateTime, deadline, platform } = filing;
  const { title, noun } = contractOf(filing.authority as AuthorityName);
  const means = statusMeaning(filing);
  const given = columnTexts(filing).map(printable);
  const since = stateDateTime ? ` since ${printable(momentOf(stateDateTime))}` : '';
  return factLines(
    [
      ['Status', `${paint(statusWords[status].style, status)}${means ? `, ${means}` : ''}`],
      ['Message', rejectedMessage && printable(rejectedMessage)],
      ['Orphan', orphan ? paint('yellow', `${noun} wrote of it, and nothing of it was submitted here`) : null],
      ['State', state && `${paint(stateStyle(filing), printable(stateText(filing)))}${since}${stateMeaning(filing)}`],
      ['Deadline', deadline ? deadlineText(deadline, now, paint) : null],
      ...viewOn(filing).columns.map(({ title: name }, index) => [name, given[index] ?? null] as const),
      ['Platform', platform && printable(platform)],
      ['Authority', title],
    ],
    width,
  );
}

function deadlineText(deadline: string, now: Date, paint: Terminal['paint']): string {
  return `${momentOf(deadline)}${now.toISOString() > deadline ? `, ${paint('red', 'missed')}` : ''}`;
}
