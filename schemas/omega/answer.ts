import * as z from 'zod';
import { boundedError } from '../bounded-error.ts';
import type { AuthorityError, Facts } from '../contract.ts';
import { lazily } from '../lazily.ts';

/** The JSON form of an answer to either step, with the names of the document (§3.2.2, §3.3.2). */
export const dialogueAnswer = lazily(() =>
  z.looseObject({
    TypeRetourDialogue: z.string().describe('P: to be continued; A: abandoned; T: ended'),
    Retour: z.looseObject({ CodeRetour: z.string().optional(), MessageRetour: z.array(z.string()) }),
    ReponseCreerDemandeObjet: z
      .looseObject({ NumeroDemande: z.string().optional(), DateDemandee: z.string().optional() })
      .optional(),
  }),
);
export type DialogueAnswer = z.infer<ReturnType<typeof dialogueAnswer>>;

/** [OM-3] The facts in an answer. Never throws: what is not of the form says nothing. */
export function answerFacts(payload: unknown): Facts {
  const { data: answer } = dialogueAnswer().safeParse(payload);
  if (!answer) return {};
  if (answer.TypeRetourDialogue === 'A') return { errors: errorsIn(answer) };
  const { NumeroDemande, DateDemandee } = answer.ReponseCreerDemandeObjet ?? {};
  return {
    state: { raw: answer.TypeRetourDialogue },
    ...(NumeroDemande !== undefined && { authorityReference: NumeroDemande }),
    ...(DateDemandee !== undefined && { details: { DateDemandee } }),
  };
}

function errorsIn({ Retour }: DialogueAnswer): AuthorityError[] {
  return Retour.MessageRetour.map((errorDescription) => boundedError({ errorDescription }));
}
