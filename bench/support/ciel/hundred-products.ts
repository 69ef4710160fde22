import type { Drm } from '../../../schemas/ciel/drm/drm.ts';
import { NAMESPACE } from '../../../schemas/ciel/xml/namespace.ts';

const capsules = {
  'stock-debut-periode': '11530',
  'sorties-capsules': { utilisations: '3261' },
  'stock-fin-periode': '8269',
};
const account = { 'categorie-fiscale-capsules': 'T', 'type-capsule': 'COLLECTIVES_DROITS_SUSPENDUS' } as const;

/** A declaration of 100 products, with movements such as most have. */
export const hundredProducts = {
  'siren-interprofession': '123456789',
  'declaration-recapitulative': {
    'identification-declarant': { 'numero-agrement': 'FR01300G07896', 'numero-cvi': '7523700100' },
    periode: { mois: '08', annee: '2026' },
    'declaration-neant': false,
    'droits-suspendus': { produit: Array.from({ length: 100 }, (_, n) => produit(n)), stockEpuise: false },
    'compte-crd': [{ ...account, centilisation: [{ volume: 'CL_75', ...capsules }] }],
  },
} as const satisfies Drm;

function produit(n: number) {
  return {
    'code-inao': `1R5${String(n).padStart(3, '0')}`,
    'libelle-personnalise': `Château d'Aval & Fils, cuvée ${n}`,
    tav: '12.50',
    'balance-stocks': {
      'stock-debut-periode': '307.1100',
      'entrees-periode': { 'volume-produit': '10.0000', 'mouvements-internes': { manipulations: '0.5000' } },
      'sorties-periode': {
        'ventes-france-crd-suspendus': { 'annee-courante': '5.8000' },
        'sorties-sans-paiement-droits': {
          'sorties-definitives': '21.0000',
          'mouvements-temporaires': { embouteillage: '40.0000' },
        },
      },
      'stock-fin-periode': '250.8100',
    },
  };
}

/** The same in the form of the library, so that it has nothing to arrange. */
export function inLibraryForm(prefix: string): object {
  const declaration = hundredProducts['declaration-recapitulative'];
  const accounts = [{ ...account, centilisation: [{ [`${prefix}volume`]: 'CL_75', ...capsules }] }];
  return {
    '?xml': { [`${prefix}version`]: '1.0', [`${prefix}encoding`]: 'UTF-8' },
    'message-interprofession': {
      [`${prefix}xmlns`]: NAMESPACE,
      ...hundredProducts,
      'declaration-recapitulative': { ...declaration, 'compte-crd': accounts },
    },
  };
}
