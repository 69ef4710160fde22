import { describe, expect, it } from 'vitest';
import { answerFacts } from '../../../schemas/omega/answer.ts';

const answer = (type: string, messages: string[], made?: object, CodeRetour = 'DmdKo') => ({
  TypeRetourDialogue: type,
  Retour: { CodeRetour, MessageRetour: messages },
  ...(made && { ReponseCreerDemandeObjet: made }),
});

describe('the facts in an answer', () => {
  it('[OM-3] P: the request can be made', () => {
    expect(answerFacts(answer('P', ['Demande recevable'], undefined, 'Message'))).toEqual({ state: { raw: 'P' } });
  });

  it('[OM-3] T: the request is made, with its number and its date', () => {
    const made = { NumeroDemande: '1234', DateDemandee: '2026-12-15' };
    expect(answerFacts(answer('T', ['Votre demande a été prise en compte'], made, 'DmdOkDD'))).toEqual({
      state: { raw: 'T' },
      authorityReference: '1234',
      details: { DateDemandee: '2026-12-15' },
    });
    expect(answerFacts(answer('T', [], { NumeroDemande: '' }))).toEqual({ state: { raw: 'T' } });
  });

  it('[OM-3] A: each message is an error, its codes in fields of their own', () => {
    const messages = [
      'Donnée incorrecte : NumeroPCE / RG12',
      'donnee incorrecte: 7/8 ; Donnée incorrecte : 9 / 10',
      'Demande non recevable : E3 / RG4',
      'Numéro de PCE incorrect ou inconnu022',
      'Le login doit être renseigné',
      'Un autre libellé (X1)',
    ];
    expect(answerFacts(answer('A', messages))).toEqual({
      errors: [
        { errorCode: 'RG12', errorPointer: 'NumeroPCE', errorDescription: 'Donnée incorrecte' },
        { errorCode: '8', errorPointer: '7', errorDescription: 'Donnée incorrecte' },
        { errorCode: '10', errorPointer: '9', errorDescription: 'Donnée incorrecte' },
        { errorCode: 'E3 / RG4', errorDescription: 'Demande non recevable' },
        { errorCode: '022', errorDescription: 'Numéro de PCE incorrect ou inconnu' },
        { errorDescription: 'Le login doit être renseigné.' },
        { errorDescription: 'Un autre libellé (X1)' },
      ],
    });
  });

  it('[OM-3] A with a number: the request was made, and cancelled (event 7)', () => {
    const facts = answerFacts(answer('A', ['Demande abandonnée'], { NumeroDemande: '1234' }));
    expect(facts).toEqual({ authorityReference: '1234', errors: [{ errorDescription: 'Demande abandonnée' }] });
  });

  it('[OM-3] A without a message is an error all the same', () => {
    for (const messages of [[], [' ']])
      expect(answerFacts(answer('A', messages))).toEqual({
        errors: [{ errorCode: 'DmdKo', errorDescription: 'A (abandoned), without a message' }],
      });
  });

  it('[OM-3] another type is a state that we do not know, and what is no answer says nothing', () => {
    expect(answerFacts(answer('X', ['Habilitation incorrecte']))).toEqual({ state: { raw: 'X' } });
    for (const other of [
      undefined,
      null,
      'P',
      [],
      {},
      { TypeRetourDialogue: 'P' },
      { TypeRetourDialogue: 'P', Retour: { MessageRetour: 'a' } },
    ])
      expect(answerFacts(other)).toEqual({});
  });

  it('a long number and a long date are bounded', () => {
    const { authorityReference, details } = answerFacts(
      answer('T', [], { NumeroDemande: '4'.repeat(500_000), DateDemandee: '2'.repeat(500_000) }),
    );
    for (const text of [authorityReference, details?.['DateDemandee']])
      expect(text).toMatch(/^[42]{50,100} … \(\d+ more characters\)$/);
  });

  it('a long message is bounded', () => {
    const [error] = answerFacts(answer('A', ['a'.repeat(10_000)])).errors ?? [];
    expect(error?.errorDescription).toMatch(/^a{1900,} … \(.*more characters\)$/);
  });
});
