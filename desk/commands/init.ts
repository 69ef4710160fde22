import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AuthorityName, authorityNames, isAuthority } from '../../schemas/catalogue.ts';
import { type Configuration, parseConfiguration } from '../../schemas/configuration.ts';
import { FaultsError, faultLine } from '../../schemas/fault.ts';
import type { Answers, Question } from '../../schemas/lane-settings.ts';
import { DeskFault } from '../fault.ts';
import { readConfiguration } from '../gateway/connect.ts';
import type { Asker } from '../init/asker.ts';
import {
  answerFaults,
  configurationOf,
  lanesAnswered,
  lanesQuestion,
  listOf,
  type Model,
  nextCommands,
  questionsAbout,
  questionsLike,
} from '../init/questions.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface InitOptions {
  file: string;
  /** The answers that were given as options. */
  given: Readonly<Record<string, string | undefined>>;
  /** A configuration file whose settings are taken over for another stage. */
  like?: string | undefined;
  /** Replace a file that is there. */
  force?: boolean | undefined;
  json?: boolean | undefined;
}

const SCHEMA = fileURLToPath(new URL('../../docs/api/schemas/configuration.json', import.meta.url));

/**
 * Writes a configuration file that was checked.
 * @param person who is asked for what the options do not say; undefined where nobody is there
 */
export async function init(
  { file, given, like, force, json }: InitOptions,
  person: Asker | undefined,
  terminal: Terminal,
): Promise<number> {
  if (!force && existsSync(file)) throw isThere(file);
  refuseWrong(given, file);
  const model = like === undefined ? undefined : modelIn(like, given['stage']);
  if (person) terminal.err('Enter takes what stands in brackets. Nothing is written before the last answer.\n');
  const ask = async (asked: readonly Question[]) =>
    person ? await askedFor(asked, given, { file, person, terminal }) : without(asked, given);
  const lanes = await lanesOf(model, given, ask);
  const all = questionsAbout(lanes);
  refuseUnused(given, [lanesQuestion, ...all]);
  const answers = await ask(model ? questionsLike(model, all) : all);
  const text = `${JSON.stringify(configurationOf(answers, lanes, schemaFrom(file), model), null, 2)}\n`;
  const configuration = parsed(text, file);
  write(file, text, force);

  const next = nextCommands(file, configuration);
  if (json) terminal.out(JSON.stringify({ file, configuration, next: next.map(({ command }) => command) }, null, 2));
  else {
    terminal.out(`${terminal.paint('green', 'written')}  ${file}`);
    terminal.out('\nNow:');
    for (const [index, { command, effect }] of next.entries()) {
      terminal.out(`  ${index + 1}. ${terminal.paint('cyan', command)}`);
      terminal.out(`     ${terminal.paint('dim', effect)}`);
    }
  }
  return 0;
}

/** The authorities that the gateway is to have lanes for: those of the model, those that are chosen, or those of the options. */
async function lanesOf(
  model: Model | undefined,
  given: InitOptions['given'],
  ask: (questions: readonly Question[]) => Promise<Answers>,
): Promise<AuthorityName[]> {
  if (model) return Object.keys(model.lanes ?? {}).filter(isAuthority);
  if (authorityNames.length === 1) return authorityNames;
  const { needed: _, ...question } = lanesQuestion;
  const answered = lanesAnswered(given).join(',');
  // Options of a lane say that there is one.
  const { authorities = '' } = await ask([answered ? { ...question, usual: () => answered } : lanesQuestion]);
  return listOf(authorities).filter(isAuthority);
}

/** All that is wrong with the options, before anything is asked. */
function refuseWrong(given: InitOptions['given'], file: string): void {
  const faults = [lanesQuestion, ...questionsAbout(authorityNames)].flatMap((question) => {
    const text = given[question.flag];
    return text === undefined
      ? []
      : answerFaults(question, text, file).map((fault) => `--${question.flag} ${text}: ${fault}`);
  });
  if (faults.length > 0) throw new DeskFault('USAGE', [...faults, 'Nothing was written.'].join('\n'));
}

/** @throws {DeskFault} where an option answers a question of a lane that the gateway does not have */
function refuseUnused(given: InitOptions['given'], asked: readonly Question[]): void {
  const unused = Object.keys(given).filter(
    (flag) => given[flag] !== undefined && !asked.some((one) => one.flag === flag),
  );
  if (unused.length === 0) return;
  throw new DeskFault('USAGE', `--${unused.join(', --')}: of an authority that has no lane here. Nothing was written.`);
}

/**
 * Reads the configuration that a new one is to be like.
 * @throws {DeskFault} where it cannot be read, or is of the same stage
 */
function modelIn(file: string, stage: string | undefined): Model {
  if (readConfiguration(file, file).stage === stage)
    throw new DeskFault('USAGE', `${file} is of the stage ${stage}: give --stage another name.`);
  const { $schema: _, ...model } = JSON.parse(readFileSync(file, 'utf8'));
  return model;
}

/** The answers where nobody can be asked: those that are given, else the usual ones. */
function without(questions: readonly Question[], given: InitOptions['given']): Answers {
  const answers: Record<string, string> = {};
  const missing: Question[] = [];
  for (const question of questions) {
    const { flag, needed, usual } = question;
    const answer = given[flag] ?? usual(answers);
    if (answer === undefined || (needed && given[flag] === undefined)) missing.push(question);
    answers[flag] = answer ?? '';
  }
  if (missing.length > 0) {
    const lines = missing.map(({ flag, asks }) => `  --${flag.padEnd(12)} ${asks}`);
    throw new DeskFault('USAGE', ['There is no terminal to ask at. Give these too:', ...lines].join('\n'));
  }
  return answers;
}

/** The file that is to be written, and who is asked for what stands in it. */
interface Asking {
  file: string;
  person: Asker;
  terminal: Terminal;
}

async function askedFor(questions: readonly Question[], given: InitOptions['given'], asking: Asking): Promise<Answers> {
  const answers: Record<string, string> = {};
  for (const question of questions) {
    const { flag, usual } = question;
    answers[flag] = given[flag] ?? (await answerTo(question, usual(answers), asking));
  }
  return answers;
}

/** Asks until the answer will do. */
async function answerTo(
  { asks, ...question }: Question,
  usual: string | undefined,
  { file, person, terminal }: Asking,
): Promise<string> {
  terminal.err(asks);
  for (;;) {
    const answer = (await person.ask(`${question.flag}${usual ? ` [${usual}]` : ''}: `)) || usual;
    const faults = answer === undefined ? ['an answer is needed'] : answerFaults({ asks, ...question }, answer, file);
    if (answer !== undefined && faults.length === 0) return answer;
    for (const fault of faults) terminal.err(`  ${fault}`);
  }
}

/**
 * The configuration as every command will read it: each answer was checked for itself, this is all of them together.
 * @throws {DeskFault} where answers do not go together
 */
function parsed(text: string, file: string): Configuration {
  try {
    return parseConfiguration(text, file);
  } catch (error) {
    if (!(error instanceof FaultsError)) throw error;
    const lines = error.faults.map((fault) => `  ${faultLine(fault)}`);
    throw new DeskFault('USAGE', ['These answers do not go together:', ...lines, 'Nothing was written.'].join('\n'));
  }
}

/** The path from the file to the schema, for editors. */
function schemaFrom(file: string): string | undefined {
  if (!existsSync(SCHEMA)) return undefined;
  const relative = path
    .relative(path.dirname(path.resolve(file)), SCHEMA)
    .split(path.sep)
    .join('/');
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function write(file: string, text: string, force: boolean | undefined): void {
  try {
    writeFileSync(file, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw isThere(file);
    if (code === 'ENOENT')
      throw new DeskFault('INPUT', `There is no folder ${path.dirname(file)} to write ${file} into: make it first.`);
    throw new DeskFault('INPUT', `${file} cannot be written (${code ?? String(error)}): name another file.`);
  }
}

function isThere(file: string): DeskFault {
  return new DeskFault('INPUT', `${file} is there already: name another file, or give --force to replace it.`);
}
