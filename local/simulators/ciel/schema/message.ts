import { fiscalLabels } from './fiscal-labels.ts';
import { boolean, date, decimal, integer, text } from './simple-types.ts';
import { one, optional, optionals, type Part, sequence, several } from './structure.ts';

const INT = { least: -(2 ** 31), most: 2 ** 31 - 1 };
const volume = decimal({ digits: 5, least: 0 });
const stock = decimal({ digits: 5 });
const count = integer({ least: 0 });
const month = integer({ least: 1, most: 12 });
const observations = optional('observations', text({ most: 250 }));

const toAndFro = optionals(volume, 'embouteillage', 'relogement', 'travail-a-facon', 'distillation-a-facon');
const DECLASSIFIED = 'replis-declassement-transfert-changement-appellation';

const suspendedEntries = sequence([
  ...optionals(volume, 'volume-produit', 'achats-reintegrations').parts,
  optional('mouvements-temporaires', toAndFro),
  optional('mouvements-internes', optionals(volume, DECLASSIFIED, 'manipulations', 'integration-vci-agree')),
  optional('autres-entrees', volume),
  optional(
    'replacements',
    sequence([
      several(
        'replacement-suspension',
        sequence([one('mois', month), one('annee', integer({ least: 0, digits: 4 })), one('volume', volume)]),
      ),
    ]),
  ),
]);

const suspendedExits = sequence([
  optional(
    'ventes-france-crd-suspendus',
    sequence([optional('annee-precedente', volume), one('annee-courante', volume)]),
  ),
  optional('ventes-france-crd-acquittes', volume),
  optional(
    'sorties-sans-paiement-droits',
    sequence([
      ...optionals(volume, 'sorties-definitives', 'consommation-familiale-degustation', 'mise-sur-marche-corse').parts,
      optional('mouvements-temporaires', toAndFro),
      optional(
        'mouvements-internes',
        optionals(volume, DECLASSIFIED, 'fabrication-autre-produit', 'revendication-vci', 'autres-mouvements-internes'),
      ),
      optional('autres-sorties', volume),
    ]),
  ),
]);

const acquittedEntries = optionals(volume, 'achats', 'autres-entrees');
const acquittedExits = optionals(volume, 'ventes', 'replacement-suspension', 'autres-sorties');

/** The balance of one of the two kinds of stocks. */
const balance = (entries: Part['type'], exits: Part['type']) =>
  sequence([
    several(
      'produit',
      sequence([
        [optional('libelle-fiscal', text({ among: fiscalLabels })), optional('code-inao', text({ least: 6, most: 8 }))],
        one('libelle-personnalise', text({ least: 1, most: 100 })),
        optional('tav', decimal({ digits: 2, above: 0.5, below: 100 })),
        optional('premix', boolean),
        observations,
        one(
          'balance-stocks',
          sequence([
            one('stock-debut-periode', stock),
            optional('entrees-periode', entries),
            optional('sorties-periode', exits),
            one('stock-fin-periode', stock),
          ]),
        ),
      ]),
    ),
    one('stockEpuise', boolean),
  ]);

/** The sizes of capsules that have a name, bag-in-boxes with `BIB`. */
export const sizes = [
  ...['CL_10', 'CL_12_5', 'CL_18_7', 'CL_20', 'CL_25', 'CL_35', 'CL_37_5', 'CL_50', 'CL_62', 'CL_70', 'CL_75'],
  ...['CL_100', 'CL_150', 'CL_175', 'CL_200'],
  ...['BIB_225', 'BIB_300', 'BIB_400', 'BIB_500', 'BIB_800', 'BIB_1000'],
] as const;

const capsules = sequence([
  one('categorie-fiscale-capsules', text({ among: ['M', 'T', 'PI', 'COGNAC-ARMAGNAC', 'ALCOOLS'] })),
  one(
    'type-capsule',
    text({ among: ['PERSONNALISEES', 'COLLECTIVES_DROITS_SUSPENDUS', 'COLLECTIVES_DROITS_ACQUITTES'] }),
  ),
  several(
    'centilisation',
    sequence(
      [
        one('stock-debut-periode', count),
        optional('entrees-capsules', optionals(count, 'achats', 'retours', 'excedents', 'autres-entrees')),
        optional('sorties-capsules', optionals(count, 'utilisations', 'destructions', 'manquants', 'autres-sorties')),
        one('stock-fin-periode', count),
        observations,
      ],
      {
        volume: { type: text({ among: [...sizes, 'AUTRE'] }), required: true },
        volumePersonnalise: { type: decimal({ digits: 1, above: 0 }), required: false },
        bib: { type: boolean, required: false },
      },
    ),
    1,
  ),
]);

const documentName = text({ least: 1, most: 30 });
const documents = optionals(
  sequence([
    one('debut-periode', documentName),
    one('fin-periode', documentName),
    optional('nombre-document-empreinte', integer({ ...INT, least: 1 })),
  ]),
  ...['numero-empreintes', 'daa-dca', 'dsa-dsac'],
);

/** The message that an interprofession sends, as the XSD 1.21 states it. */
export const message = one(
  'message-interprofession',
  sequence([
    one('siren-interprofession', text({ least: 9, most: 9, like: /^[0-9]{9}$/ })),
    one(
      'declaration-recapitulative',
      sequence([
        one(
          'identification-declarant',
          sequence([
            one('numero-agrement', text({ least: 13, most: 13, like: /^[A-Za-z]{2}[0-9A-Za-z]{11}$/ })),
            optional('numero-cvi', text()),
            optional('raison-sociale', text({ most: 200 })),
          ]),
        ),
        one('periode', sequence([one('mois', month), one('annee', integer(INT))])),
        one('declaration-neant', boolean),
        optional('droits-suspendus', balance(suspendedEntries, suspendedExits)),
        optional('droits-acquittes', balance(acquittedEntries, acquittedExits)),
        several('compte-crd', capsules, 0, 10),
        several('document-accompagnement', documents),
        several(
          'releve-non-apurement',
          sequence([
            one('numero-daa-dac-dae', text({ least: 1, most: 21 })),
            one('date-expedition', date),
            optional('numero-accise-destinataire', text({ like: /^([A-Za-z0-9]{8}|[A-Za-z0-9]{13})$/ })),
          ]),
        ),
        optional(
          'statistiques',
          optionals(volume, 'quantite-mouts-jus', 'quantite-mouts-mcr', 'quantite-vins-vinaigre'),
        ),
      ]),
    ),
  ]),
);
