import { DeskFault } from '../fault.ts';
import { awsFault } from '../gateway/aws-fault.ts';
import { deskText } from './french/desk-text.ts';
import type { Language } from './language.ts';
import { failureWords } from './words/failures.ts';

type WordsOfFailure = Readonly<{ title: string; says: string; todo: string }>;
/** A reason for which there is a page in place of the one that was asked for. */
export type FailureName = {
  [Name in keyof (typeof failureWords)['en']]: (typeof failureWords)['en'][Name] extends WordsOfFailure ? Name : never;
}[keyof (typeof failureWords)['en']];

/** A failure as its page tells it. */
export interface PageFailure extends WordsOfFailure {
  name: FailureName;
  status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 500 | 503;
  /** A command that helps. */
  command?: string;
}

const statuses: Readonly<Record<FailureName, PageFailure['status']>> = {
  noSession: 401,
  usedToken: 401,
  foreign: 403,
  antiForgery: 403,
  noPage: 404,
  method: 405,
  tooLarge: 413,
  form: 415,
  readOnly: 403,
  refused: 403,
  CREDENTIALS: 503,
  ACCESS_DENIED: 403,
  NO_GATEWAY: 503,
  UNREACHABLE: 503,
  AWS: 503,
  other: 400,
  defect: 500,
};

export function pageFailure(name: FailureName, language: Language): PageFailure {
  return { name, status: statuses[name], ...failureWords[language][name] };
}

/**
 * The failure that an error is.
 * @param profile the profile of the AWS credentials, for the command that signs in again
 */
export function failureOf(error: unknown, language: Language, profile: string | undefined): PageFailure {
  const fault = awsFault(error, 'the gateway');
  if (!(fault instanceof DeskFault)) return pageFailure('defect', language);
  const { code, message } = fault;
  switch (code) {
    case 'CREDENTIALS':
      return { ...pageFailure(code, language), command: `aws sso login${profile ? ` --profile ${profile}` : ''}` };
    case 'ACCESS_DENIED':
    case 'NO_GATEWAY':
    case 'UNREACHABLE':
    case 'AWS':
      return pageFailure(code, language);
    case 'NOT_FOUND':
      return { ...pageFailure('noPage', language), says: deskText(message, language) };
    default:
      // The desk's own sentence says best what is wrong with a filter or a reference.
      return { ...pageFailure('other', language), says: deskText(message, language) };
  }
}

/**
 * The place of a defect for the terminal: the error's class and the lines of its stack. Its message is left out, since a
 * text of somebody's may stand in it.
 */
export function defectLine(error: unknown): string {
  if (!(error instanceof Error)) return `defect: ${typeof error}`;
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`defect: ${error.name}`, ...stack.slice(0, 8)].join('\n');
}
