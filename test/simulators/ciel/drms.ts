const NAMESPACE = 'http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0';
export const SIREN = '300000001';
export const AGREMENT = 'FR01300G07896';

/** The parts of a message that a test may have otherwise; texts are XML. */
export interface DrmParts {
  siren?: string;
  agrement?: string;
  month?: string;
  nil?: boolean;
  suspended?: string;
  acquitted?: string;
  /** Accounts of capsules, documents, statements and statistics, in the order of the schema. */
  rest?: string;
}

/** A product in XML: 100 hl, of which 10 are sold, where nothing else is said. */
export interface ProductParts {
  code?: string;
  label?: string;
  /** Degree, premix, observations. */
  head?: string;
  opening?: string;
  entries?: string;
  exits?: string;
  closing?: string;
}

const element = (name: string, content: string | undefined) =>
  content === undefined ? '' : `<${name}>${content}</${name}>`;

export const inao = (code: string) => element('code-inao', code);
export const fiscal = (label: string) => element('libelle-fiscal', label);
export const sold = (volume: string) => element('ventes-france-crd-suspendus', element('annee-courante', volume));

export function product(parts: ProductParts = {}): string {
  const { code = inao('1R535S'), label = 'Gigondas rouge', head = '', opening = '100', closing = '90' } = parts;
  const { entries, exits = sold('10') } = parts;
  const balance = [
    element('stock-debut-periode', opening),
    entries === undefined ? '' : element('entrees-periode', entries),
    exits === '' ? '' : element('sorties-periode', exits),
    element('stock-fin-periode', closing),
  ];
  return element(
    'produit',
    `${code}${element('libelle-personnalise', label)}${head}${element('balance-stocks', balance.join(''))}`,
  );
}

/** A product without movements. */
export const still = (volume: string, parts: ProductParts = {}) =>
  product({ opening: volume, closing: volume, exits: '', ...parts });

export const balance = (products: string, isExhausted = false) =>
  `${products}<stockEpuise>${isExhausted}</stockEpuise>`;

/** The capsules of one size: 1,000, of which 200 are used, where nothing else is said. */
export function capsules(
  parts: { attributes?: string; opening?: number; closing?: number; inner?: string; head?: string } = {},
): string {
  const { attributes = 'volume="CL_75"', opening = 1000, closing = 800, head = '' } = parts;
  const { inner = '<sorties-capsules><utilisations>200</utilisations></sorties-capsules>' } = parts;
  return `<centilisation ${attributes}>${element('stock-debut-periode', String(opening))}${inner}${element('stock-fin-periode', String(closing))}${head}</centilisation>`;
}

export const crd = (content = capsules(), category = 'T', type = 'COLLECTIVES_DROITS_SUSPENDUS') =>
  element('compte-crd', `${element('categorie-fiscale-capsules', category)}${element('type-capsule', type)}${content}`);

/** A message that CIEL takes, but for what a test changes. */
export function drm(parts: DrmParts = {}): string {
  const { siren = SIREN, agrement = AGREMENT, month = '2026-08', nil = false, acquitted, rest = '' } = parts;
  const { suspended = nil ? undefined : balance(product()) } = parts;
  const [year = '', number = ''] = month.split('-');
  const declaration = [
    element('identification-declarant', element('numero-agrement', agrement)),
    element('periode', `${element('mois', number)}${element('annee', year)}`),
    element('declaration-neant', String(nil)),
    element('droits-suspendus', suspended),
    element('droits-acquittes', acquitted),
    rest,
  ];
  const content = `${element('siren-interprofession', siren)}${element('declaration-recapitulative', declaration.join(''))}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<message-interprofession xmlns="${NAMESPACE}">${content}</message-interprofession>`;
}
