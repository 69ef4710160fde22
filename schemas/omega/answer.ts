import * as z from 'zod';
import { boundedError, boundedText } from '../bounded-error.ts';
import type { AuthorityError, Facts } from '../contract.ts';
import { lazily } from '../lazily.ts';
import { messageLimits } from '../message-limits.ts';
import { labelOf, separateMessages } from './labels.ts';

/** The types of answers (`TypeRetourDialogue`, §3.2.2.1). */
export const ABANDONED = 'A';

/**
 * The JSON form of an answer to either step, with the names of the document (§3.2.2, §3.3.2): all values are texts. It is
 * read from SOAP.
 */
export const dialogueAnswer = lazily(() =>
  z.looseObject({
    TypeRetourDialogue: z.string().describe('P: to be continued; A: abandoned; T: ended'),
    Retour: z
      .looseObject({
        CodeRetour: z.string().optional().describe('Message (P), DmdOkDD (T) or DmdKo (A)'),
        MessageRetour: z.array(z.string()).describe('The labels of annex A, some with codes behind them'),
      })
      .describe('The cause of the answer'),
    ReponseCreerDemandeObjet: z
      .looseObject({
        NumeroDemande: z.string().optional().describe("OMEGA's number of the request"),
        DateDemandee: z.string().optional().describe('The date that OMEGA confirms'),
      })
      .optional(),
  }),
);
export type DialogueAnswer = z.infer<ReturnType<typeof dialogueAnswer>>;

/**
 * [OM-3] The facts in an answer. An `A` may have a number, too: the request was made, and cancelled (§2.1, event 7).
 * Never throws: what is not of the form says nothing.
 */
export function answerFacts(payload: unknown): Facts {
  const { data: answer } = dialogueAnswer().safeParse(payload);
  if (!answer) return {};
  const { NumeroDemande, DateDemandee } = answer.ReponseCreerDemandeObjet ?? {};
  const made = {
    ...(NumeroDemande && { authorityReference: bounded(NumeroDemande) }),
    ...(DateDemandee && { details: { DateDemandee: bounded(DateDemandee) } }),
  };
  if (answer.TypeRetourDialogue === ABANDONED) return { ...made, errors: errorsIn(answer) };
  return { ...made, state: { raw: answer.TypeRetourDialogue } };
}

/** An outcome holds what OMEGA says, however long that is; the answer itself is kept whole. */
const bounded = (text: string) => boundedText(text, messageLimits.reference);

/** [OM-3] The errors of an answer `A`, in its order: one for each message, or one where it has none. */
export function errorsIn(answer: DialogueAnswer): AuthorityError[] {
  const messages = messagesIn(answer);
  if (messages.length > 0) return messages.map(errorOf);
  const { CodeRetour } = answer.Retour;
  const errorDescription = 'A (abandoned), without a message';
  return [boundedError({ ...(CodeRetour && { errorCode: CodeRetour }), errorDescription })];
}

/** The messages of an answer, those that stand together as one each; empty ones are left out. */
export function messagesIn({ Retour }: DialogueAnswer): string[] {
  return Retour.MessageRetour.filter((message) => message.trim() !== '').flatMap(separateMessages);
}

/** A message as an error: the codes stand in their own fields. */
function errorOf(message: string): AuthorityError {
  const { label, codes } = labelOf(message);
  const { codeErreur, codeChamp, codeCohérence, codeMessageOMEGA } = codes;
  const errorCode = [codeErreur, codeCohérence, codeMessageOMEGA].filter(Boolean).join(' / ');
  return boundedError({
    ...(errorCode && { errorCode }),
    ...(codeChamp && { errorPointer: codeChamp }),
    errorDescription: label,
  });
}
