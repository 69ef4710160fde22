import { describe, expect, it } from 'vitest';
import { annexA } from '../../../schemas/omega/labels/annex-a.ts';
import { labelOf, separateMessages } from '../../../schemas/omega/labels.ts';
import { processorMs } from '../../support/processor-ms.ts';

/** Annex A as the document prints it, without codes: written down a second time. */
const printed: [string, Record<string, unknown>][] = [
  ['Votre demande a été prise en compte', {}],
  ['Demande recevable', {}],
  ['Habilitation incorrecte', {}],
  [
    "Ce service est actuellement indisponible. Veuillez renouveler votre demande pendant les heures d'ouverture du système OMEGA.",
    { retriable: 'closed' },
  ],
  [
    'Ce service est actuellement indisponible suite à une opération de maintenance. Veuillez renouveler votre demande ultérieurement',
    { retriable: 'maintenance' },
  ],
  [
    "La commune du PCE n'est pas dans le même département que le code postal saisi : merci de corriger le PCE et/ou le code postal",
    {},
  ],
  ['Etat du CAD invalide', {}],
  ['Le login doit être renseigné.', {}],
  ['Demande abandonnée', {}],
  ['Numéro de PCE incorrect ou inconnu', {}],
  [
    "Dialogue interrompu suite à un problème technique, vérifiez l'état de la demande sur le portail ou les publications OMEGA.",
    { interrupted: true },
  ],
  ['Demande non recevable', {}],
  ['Donnée incorrecte', {}],
];

const PCE = 'Numéro de PCE incorrect ou inconnu';
const NOT = 'Demande non recevable';
const DATA = 'Donnée incorrecte';
const CUT =
  "Dialogue interrompu suite à un problème technique, vérifiez l'état de la demande sur le portail ou les publications OMEGA.";

describe('a label of annex A', () => {
  it('[OM-3] is each one that the document prints, and no other', () => {
    expect(
      annexA.map(({ label, retriable, interrupted }) => [
        label,
        { ...(retriable && { retriable }), ...(interrupted && { interrupted }) },
      ]),
    ).toEqual(printed);
    for (const { text } of annexA) for (const words of [text.fr, text.en]) expect(words).toMatch(/.{15,} ?: .{10,}/);
  });

  const forms: [string, (label: string) => string][] = [
    ['as it is printed', (label) => label],
    ['in capitals', (label) => label.toUpperCase()],
    ['without accents', (label) => label.normalize('NFD').replace(/\p{M}/gu, '')],
    ['with accents apart', (label) => label.normalize('NFD')],
    ['with other apostrophes', (label) => label.replace(/'/g, '’')],
    ['with other blanks', (label) => `\n ${label.replace(/ /g, '\u00a0 \n')} `],
    ['without its last sign, or with another', (label) => `${label.replace(/\.$/, '')} !`],
    ['in quotation marks', (label) => `« ${label} »`],
    ['with a colon behind', (label) => `${label} : `],
  ];
  it.each(forms)('[OM-3] is known %s', (_, form) => {
    for (const [label, flags] of printed)
      expect(labelOf(form(label))).toMatchObject({ label, codes: {}, known: true, ...flags });
  });

  it.each([
    [`${PCE}E012`, PCE, { codeErreur: 'E012' }],
    [`${PCE}12`, PCE, { codeErreur: '12' }],
    [`${PCE} E012`, PCE, { codeErreur: 'E012' }],
    [`${PCE} : 022`, PCE, { codeErreur: '022' }],
    [`${PCE} (022)`, PCE, { codeErreur: '022' }],
    [`${PCE} [ERR_PCE-1.2]`, PCE, { codeErreur: 'ERR_PCE-1.2' }],
    [`${PCE} (codeErreur : E12)`, PCE, { codeErreur: 'E12' }],
    [`${PCE.toUpperCase()}E12`, PCE, { codeErreur: 'E12' }],
    [`${CUT}T-9`, CUT, { codeErreur: 'T-9' }],
    [`${CUT} 500`, CUT, { codeErreur: '500' }],
    [`${NOT} : E-TJDC-01`, NOT, { codeErreur: 'E-TJDC-01' }],
    [`${NOT}:RG12`, NOT, { codeErreur: 'RG12' }],
    [`${NOT} - codeCohérence = RG12`, NOT, { codeCohérence: 'RG12' }],
    [`${NOT} : E1 / RG12`, NOT, { codeErreur: 'E1', codeCohérence: 'RG12' }],
    [`${DATA} : NumeroPCE / RG12`, DATA, { codeChamp: 'NumeroPCE', codeCohérence: 'RG12' }],
    [`${DATA} : NumeroPCE/RG12`, DATA, { codeChamp: 'NumeroPCE', codeCohérence: 'RG12' }],
    [`${DATA} NumeroPCE / RG12.`, DATA, { codeChamp: 'NumeroPCE', codeCohérence: 'RG12' }],
    [`${DATA} (12 / 34)`, DATA, { codeChamp: '12', codeCohérence: '34' }],
    [`${DATA} : Demande/Nom du client / RG 12`, DATA, { codeChamp: 'Demande/Nom du client', codeCohérence: 'RG 12' }],
    [`${DATA} : codeChamp: C1 / CodeCoherence: R1`, DATA, { codeChamp: 'C1', codeCohérence: 'R1' }],
    [`${DATA} : RG12`, DATA, { codeCohérence: 'RG12' }],
    ['Habilitation incorrecte (OMG-403)', 'Habilitation incorrecte', { codeMessageOMEGA: 'OMG-403' }],
    ['Etat du CAD invalide codeMessageOMEGA 77', 'Etat du CAD invalide', { codeMessageOMEGA: '77' }],
  ])('[OM-3] is taken apart: %s', (message, label, codes) => {
    expect(labelOf(message)).toMatchObject({ label, codes, known: true });
  });

  it.each([
    'Demande abandonnée par le client',
    `${PCE} dans ce département`,
    `${NOT} : le PCE est libre`,
    'Habilitation incorrecte OMG12 E5',
  ])('[OM-3] with further words is known, and stays as it came: %s', (message) => {
    expect(labelOf(message)).toMatchObject({ label: message, codes: {}, known: true });
  });

  it.each([
    [
      'Ce service est actuellement indisponible suite à une opération de maintenance jusqu’à 18 h',
      { retriable: 'maintenance' },
    ],
    [
      "Ce service est actuellement indisponible. Veuillez renouveler votre demande pendant les heures d'ouverture.",
      { retriable: 'closed' },
    ],
    ['Dialogue interrompu : erreur 12 du serveur', { interrupted: true }],
    ['Erreur : DIALOGUE  INTERROMPU suite à un problème technique', { interrupted: true }],
    ['Demande non recevable. Dialogue interrompu', { interrupted: true }],
    [
      'Ce service est actuellement indisponible suite à une opération de maintenance : dialogue interrompu',
      { interrupted: true },
    ],
    [`${'x'.repeat(5000)} Dialogue interrompu`, { interrupted: true }],
  ])(
    '[OM-3] that may be sent again is known by its beginning, and one that was interrupted wherever it says so: %s',
    (message, flags) => {
      const { retriable, interrupted, known } = labelOf(message);
      expect({ ...(retriable && { retriable }), ...(interrupted && { interrupted }), known }).toEqual({
        known: true,
        ...flags,
      });
    },
  );

  it.each([
    'Demande refusée',
    'Ce service est actuellement indisponible',
    'Demande recevables',
    'Votre Demande recevable',
    'Le service est fermé en dehors des heures d’ouverture',
    '',
    '  Wörter — ohne Sinn ',
  ])('[OM-3] is none of these, which stay as they came, and are final: %s', (message) => {
    const { label, codes, known, retriable, interrupted, text } = labelOf(message);
    expect([label, codes, known, retriable, interrupted]).toEqual([message, {}, false, undefined, undefined]);
    expect(text.fr).toMatch(/annexe A/);
  });

  it('[OM-3] "Donnée incorrecte" may stand several times in one message', () => {
    expect(
      separateMessages(`${DATA} : A / 1\n${DATA} : B / 2 ; donnee incorrecte: C/3`).map((one) => labelOf(one).codes),
    ).toEqual([
      { codeChamp: 'A', codeCohérence: '1' },
      { codeChamp: 'B', codeCohérence: '2' },
      { codeChamp: 'C', codeCohérence: '3' },
    ]);
    for (const whole of [`${DATA} : A / 1`, 'Autre chose', `Note ${DATA} : A / 1 ${DATA} : B / 2`])
      expect(separateMessages(whole)).toEqual([whole]);
  });

  it('is read in its length, however long it is', () => {
    const took = processorMs(() => {
      for (const part of [' ', 'a', ' / ', 'codeErreur ', '.', 'Donnée incorrecte '])
        separateMessages(part.repeat(100_000)).slice(0, 3).map(labelOf);
      labelOf(`${DATA} : ${' / '.repeat(30_000)}`);
      labelOf(`${PCE}${' '.repeat(100_000)}x`);
      labelOf(`${PCE} a${' '.repeat(100_000)}b`);
    });
    expect(took).toBeLessThan(2000);
  });
});
