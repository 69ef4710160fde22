import { boundedError } from '../../../schemas/bounded-error.ts';
import { troubleError } from '../../../schemas/causes.ts';
import { drmMessage } from '../../../schemas/ciel/drm-message.ts';
import { errorsIn, isAccepted } from '../../../schemas/ciel/reponse-ciel.ts';
import { readAnswer } from '../../../schemas/ciel/xml/read-answer.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import type { ReadResponse } from '../../tokens/token-response.ts';
import type { Verdict } from '../authority.ts';
import { judgeStatus } from '../calling/judge-status.ts';
import { noAnswer } from './no-answer.ts';
import { pageWords } from './page-words.ts';

/** The code of a functional error that stands for any technical one. */
const TECHNICAL = '999';
/** Technical errors about the message itself: that it breaks the schema, or its media type. */
const ABOUT_THE_MESSAGE = /\bcvc-|type MIME|\(code 415\)/i;

/**
 * [CI-4] The verdict on the response to a declaration, by its body, whatever its status: which status goes with which
 * answer is not documented.
 * @param mayHaveArrived an earlier call may have arrived: "already received" then shows that it did (CI-5)
 */
export function judgeAnswer(response: ReadResponse, mayHaveArrived: boolean): Verdict {
  const { httpStatus, text } = response;
  const answer = readAnswer(text);
  const errors = answer ? errorsIn(answer) : [];
  // Without a token nothing else is looked at, so that a status of 401 is passed over only by what judges the message.
  const saysNothing = answer && !isAccepted(answer) && errors.every(isPassing);
  if (!answer || (httpStatus === 401 && saysNothing)) return judgeOther(response);
  const stored = { message: 'reponse-ciel', body: JSON.stringify(answer), raw: text };
  const accepted = { kind: 'accepted', httpStatus, answer: stored } as const;
  if (isAccepted(answer)) return accepted;
  if (errors.length === 0) return noAnswer(httpStatus, 'no-answer');
  if (errors.every(isPassing)) {
    // Customs finds it again by its reference, and no other record of ours has that.
    const reference = answer['erreur-technique']?.['reference-erreur'];
    return noAnswer(httpStatus, 'technical-error', {
      ...errors[0],
      ...(reference && boundedError({ errorCode: reference })),
    });
  }
  const isRepetition = mayHaveArrived && errors.some((error) => drmMessage.provesArrival?.(error));
  return isRepetition ? { ...accepted, isRepetition } : accepted;
}

/** True for a technical error that is not about the message: the same one may go another time. */
function isPassing({ errorCode, errorDescription = '' }: AuthorityError): boolean {
  const isTechnical = errorCode === undefined || errorCode === TECHNICAL;
  return isTechnical && !ABOUT_THE_MESSAGE.test(errorDescription);
}

/** The verdict on a response that is no answer of CIEL's: a page, half an answer, nothing. */
function judgeOther({ httpStatus, text, retryMs }: ReadResponse): Verdict {
  const words = pageWords(text);
  // Its words about a token are known, and their status is not.
  if (httpStatus === 401 || (httpStatus < 500 && /access.?token/i.test(text)))
    return {
      kind: 'unauthorised',
      cause: 'http-401',
      httpStatus,
      error: { ...troubleError({ cause: 'http-401' }), ...words },
    };
  if (httpStatus >= 200 && httpStatus < 300) return noAnswer(httpStatus, 'no-answer', words);
  // A new token would not help, and each counts.
  if (httpStatus === 403) {
    const cause = 'http-403' as const;
    return { kind: 'misdirected', cause, httpStatus, error: { ...troubleError({ cause }), ...words } };
  }
  const verdict = judgeStatus(httpStatus, words, retryMs);
  if (verdict.kind !== 'refused' || httpStatus === 413) return verdict;
  // It is not CIEL that finds the message wrong.
  return { ...noAnswer(httpStatus, 'no-answer', words), mayHaveArrived: false };
}
