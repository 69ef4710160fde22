/** A JSON value whose parts a test may change. */
// biome-ignore lint/suspicious/noExplicitAny: a test reaches into any part of it
export type Part = any;

/** The day on which tests judge the declaration below. */
export const TODAY = new Date('2026-11-05T09:00:00Z');

/** A lawful declaration of October 2026 with every part; a test makes one part wrong. */
export function declaration(): Part {
  return {
    'siren-interprofession': '123456789',
    'declaration-recapitulative': {
      'identification-declarant': { 'numero-agrement': 'FR01300E07896', 'numero-cvi': '1300012345' },
      periode: { mois: 10, annee: 2026 },
      'declaration-neant': false,
      'droits-suspendus': {
        produit: [
          {
            'code-inao': '1R530S',
            'libelle-personnalise': 'Coteaux rouge',
            'balance-stocks': {
              'stock-debut-periode': 307.11,
              'entrees-periode': {
                'volume-produit': 120.5,
                'mouvements-temporaires': { embouteillage: 10.00001 },
                'mouvements-internes': { manipulations: 0.3 },
              },
              'sorties-periode': {
                'ventes-france-crd-suspendus': { 'annee-courante': 5.8 },
                'sorties-sans-paiement-droits': {
                  'sorties-definitives': 20,
                  'mouvements-temporaires': { relogement: 1.1 },
                  'mouvements-internes': { 'revendication-vci': 0.2 },
                },
              },
              'stock-fin-periode': 410.81001,
            },
          },
          {
            'libelle-fiscal': 'ALCOOL_AUTRE_SUP_18',
            'libelle-personnalise': 'Marc',
            tav: 40,
            observations: 'found at the stocktaking',
            'balance-stocks': {
              'stock-debut-periode': '12.00000',
              'entrees-periode': { 'autres-entrees': '0.50000' },
              'stock-fin-periode': '12.50000',
            },
          },
        ],
        stockEpuise: false,
      },
      'droits-acquittes': {
        produit: [
          {
            'code-inao': '1B001S',
            'libelle-personnalise': 'Coteaux blanc',
            'balance-stocks': {
              'stock-debut-periode': 3,
              'entrees-periode': { achats: 1.1 },
              'sorties-periode': { ventes: 0.4 },
              'stock-fin-periode': 3.7,
            },
          },
        ],
        stockEpuise: false,
      },
      'compte-crd': [
        {
          'categorie-fiscale-capsules': 'T',
          'type-capsule': 'COLLECTIVES_DROITS_SUSPENDUS',
          centilisation: [
            {
              volume: 'CL_75',
              'stock-debut-periode': 11530,
              'entrees-capsules': { achats: 5000 },
              'sorties-capsules': { utilisations: 3261, destructions: 10 },
              'stock-fin-periode': 13259,
            },
            {
              volume: 'AUTRE',
              volumePersonnalise: 68.5,
              bib: false,
              'stock-debut-periode': 12,
              'stock-fin-periode': 12,
            },
          ],
        },
      ],
      'document-accompagnement': [
        { 'dsa-dsac': { 'debut-periode': '17', 'fin-periode': '21', 'nombre-document-empreinte': 5 } },
      ],
      'releve-non-apurement': [
        {
          'numero-daa-dac-dae': '26FRG00000000000001',
          'date-expedition': '2026-08-14',
          'numero-accise-destinataire': 'FR01300E00001',
        },
      ],
      statistiques: { 'quantite-mouts-jus': 12.5 },
    },
  };
}

/** The declaration with its recapitulation changed. */
export function changed(change: (recapitulation: Part) => void): Part {
  const drm = declaration();
  change(drm['declaration-recapitulative']);
  return drm;
}
