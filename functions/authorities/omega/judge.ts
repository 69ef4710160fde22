import { boundedError } from '../../../schemas/bounded-error.ts';
import { explain, troubleError } from '../../../schemas/causes.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { ABANDONED, type DialogueAnswer, errorsIn, messagesIn } from '../../../schemas/omega/answer.ts';
import type { Descriptor } from '../../../schemas/omega/descriptor/form.ts';
import { labelOf } from '../../../schemas/omega/labels.ts';
import type { OmegaLane } from '../../../schemas/omega/lane.ts';
import { readResponse, type SoapResponse } from '../../../schemas/omega/soap/read-response.ts';
import { RECEIVABLE, REGISTERED } from '../../../schemas/omega/states.ts';
import type { Step } from '../../../schemas/omega/steps.ts';
import type { OmegaTrouble } from '../../../schemas/omega/troubles.ts';
import type { ReadResponse } from '../../tokens/token-response.ts';
import type { Verdict } from '../authority.ts';
import { judgeStatus } from '../calling/judge-status.ts';
import { untilOpening } from './opening-hours.ts';

export interface Judging {
  step: Step;
  lane: Pick<OmegaLane, 'openingHours' | 'retryMinutes'>;
  descriptor: Descriptor;
  now: () => number;
}

/** Faults by which a server says that it has not looked at the content (SOAP 1.1 §4.4.1, SOAP 1.2 §5.4.6). */
const NOT_LOOKED_AT = ['VersionMismatch', 'MustUnderstand', 'DataEncodingUnknown'];

/** Statuses by which a server says that it has read nothing of the content: wrong place, method, size or type. */
const UNREAD = [404, 405, 411, 413, 414, 415, 431];

/** [OM-3] The verdict on the response to a step, by its body, whatever its status. */
export function judgeAnswer(response: ReadResponse, judging: Judging): Verdict {
  const { step, descriptor } = judging;
  const { httpStatus, text } = response;
  const read = readResponse(step, text, descriptor);
  // The certificate is judged before the request.
  if (read.kind !== 'answer' && (httpStatus === 401 || httpStatus === 403))
    return unauthorised(httpStatus, 'certificate-foreign-access', wordsOf(read));
  switch (read.kind) {
    case 'answer':
      return judgeDialogue(read.answer, response, judging);
    case 'fault':
      return NOT_LOOKED_AT.includes(read.code)
        ? misdirected(httpStatus, wordsOf(read), 'soap-not-understood')
        : noAnswer(httpStatus, 'soap-fault', wordsOf(read));
    case 'page':
      return judgeOther(response, wordsOf(read), 'page-instead', judging);
    case 'unreadable':
      return judgeOther(response, {}, 'soap-unreadable', judging);
  }
}

/** The words of a response that is no answer of OMEGA's. */
function wordsOf(read: SoapResponse): AuthorityError {
  if (read.kind === 'page') return { errorDescription: read.words };
  if (read.kind !== 'fault') return {};
  return { ...(read.code && { errorCode: read.code }), ...(read.text && { errorDescription: read.text }) };
}

/** The verdict on an answer of OMEGA's. */
function judgeDialogue(answer: DialogueAnswer, { httpStatus, text }: ReadResponse, judging: Judging): Verdict {
  const stored = { message: `ReponseWS${judging.step}`, body: JSON.stringify(answer), raw: text };
  if (hasMeaning(answer, judging.step)) return { kind: 'accepted', httpStatus, answer: stored };
  if (answer.TypeRetourDialogue !== ABANDONED) {
    const said = boundedError({
      errorDescription: `${answer.TypeRetourDialogue}: ${answer.Retour.MessageRetour.join('; ')}`,
    });
    return noAnswer(httpStatus, 'answer-out-of-step', said);
  }
  const labels = messagesIn(answer).map(labelOf);
  const errors = errorsIn(answer);
  const number = answer.ReponseCreerDemandeObjet?.NumeroDemande;
  // [OM-4] Nobody knows what became of the request, whatever else the answer says.
  const interrupted = labels.findIndex((label) => label.interrupted);
  if (interrupted >= 0) return { kind: 'unclear', httpStatus, error: withNumber(errors[interrupted] ?? {}, number) };
  const [first] = labels;
  // [OM-4] With a number the request was made, whatever the label: it is not made again.
  if (!first?.retriable || number !== undefined || labels.some(({ retriable }) => !retriable))
    return { kind: 'accepted', httpStatus, answer: stored };
  return notNow(httpStatus, first.retriable, errors[0] ?? {}, judging);
}

/** The number is the first thing that the person who has to look needs. */
function withNumber(error: AuthorityError, number: string | undefined): AuthorityError {
  if (number === undefined) return error;
  return boundedError({ ...error, errorDescription: `${error.errorDescription} (NumeroDemande ${number})` });
}

/** [OM-1] True for the one answer that each step is done with. */
function hasMeaning({ TypeRetourDialogue, Retour, ReponseCreerDemandeObjet }: DialogueAnswer, step: Step): boolean {
  if (step === 'VerifierRecevabiliteTJDC') return TypeRetourDialogue === RECEIVABLE;
  const isMade = Retour.CodeRetour === 'DmdOkDD' || ReponseCreerDemandeObjet?.NumeroDemande !== undefined;
  return TypeRetourDialogue === REGISTERED && isMade;
}

/** [OM-3] OMEGA is closed or under maintenance: nothing was done, and the same call is made when it may be open. */
function notNow(
  httpStatus: number,
  why: 'closed' | 'maintenance',
  said: AuthorityError,
  { lane, now }: Judging,
): Verdict {
  const trouble = { cause: `http-${httpStatus}`, detail: `service-${why}` } as const;
  const openMs = why === 'closed' ? untilOpening(lane.openingHours, now()) : undefined;
  const retryMs = openMs ?? lane.retryMinutes * 60_000;
  const error = { ...troubleError(trouble), ...said };
  return { kind: 'unavailable', ...trouble, httpStatus, error, mayHaveArrived: false, retryMs };
}

/** The verdict on a response that is not SOAP: a page, half an answer, nothing. */
function judgeOther(
  { httpStatus, text, retryMs }: ReadResponse,
  words: AuthorityError,
  detail: OmegaTrouble,
  { step }: Judging,
): Verdict {
  if (httpStatus >= 200 && httpStatus < 300) return noAnswer(httpStatus, detail, words);
  // nginx answers so to a certificate that it does not take, or to none.
  if (httpStatus === 400 && /SSL certificate/i.test(text))
    return unauthorised(
      httpStatus,
      /no required/i.test(text) ? 'certificate-missing-at-server' : 'certificate-foreign-access',
      words,
    );
  const verdict = judgeStatus(httpStatus, words, retryMs);
  // It is not OMEGA that finds the message wrong.
  if (verdict.kind === 'refused' || verdict.kind === 'misdirected') {
    const isPassedOver = step === 'VerifierRecevabiliteTJDC' || httpStatus < 400 || UNREAD.includes(httpStatus);
    return isPassedOver ? misdirected(httpStatus, words) : noAnswer(httpStatus, detail, words);
  }
  if (verdict.kind !== 'unavailable') return verdict;
  // [OM-4] Only OMEGA's own label says that a request was not made.
  return { ...verdict, mayHaveArrived: verdict.mayHaveArrived || step === 'CreerDemandeTJDC' };
}

function unauthorised(httpStatus: number, detail: OmegaTrouble, words: AuthorityError): Verdict {
  const trouble = { cause: `http-${httpStatus}`, detail } as const;
  return { kind: 'unauthorised', ...trouble, httpStatus, error: { ...troubleError(trouble), ...words } };
}

function misdirected(httpStatus: number, words: AuthorityError, detail?: OmegaTrouble): Verdict {
  const trouble = { cause: `http-${httpStatus}`, ...(detail && { detail }) } as const;
  return { kind: 'misdirected', ...trouble, httpStatus, error: { ...troubleError(trouble), ...words } };
}

/** The verdict on a response that says nothing about the request, which may have been made all the same. */
function noAnswer(httpStatus: number, detail: OmegaTrouble, words: AuthorityError): Verdict {
  const trouble = { cause: `http-${httpStatus}`, detail } as const;
  const { errorDescription } = words;
  // The words of a fault or of a page do not say that they are of one.
  const said = errorDescription && { errorDescription: `${explain(trouble).means}: ${errorDescription}` };
  const error = boundedError({ ...troubleError(trouble), ...words, ...said });
  return { kind: 'unavailable', ...trouble, httpStatus, error, mayHaveArrived: true };
}
