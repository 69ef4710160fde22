import { child, childrenOf, leavesOf, textUnder, type XmlElement } from '../../support/xml/element.ts';
import { volumeSteps } from './hectolitres.ts';

/** A product in a balance; volumes are in hundred-thousandths of a hectolitre. */
export interface Product {
  label: string;
  fiscalLabel: string | undefined;
  inao: string | undefined;
  tav: number | undefined;
  premix: boolean | undefined;
  hasObservations: boolean;
  opening: bigint;
  closing: bigint;
  /** The sum of the entries under these elements, or of all. */
  entered(...path: string[]): bigint;
  left(...path: string[]): bigint;
  /** The months, as `2026-08`, of what was placed back under suspension. */
  replacements: readonly string[];
}

export interface Balance {
  products: readonly Product[];
  isExhausted: boolean;
}

/** The capsules of one size in an account. */
export interface Capsules {
  category: string;
  type: string;
  /** `CL_75`, or `AUTRE`. */
  size: string;
  customVolume: string | undefined;
  isBag: boolean | undefined;
  opening: number;
  closing: number;
  entered(name?: string): number;
  left(name?: string): number;
  hasObservations: boolean;
}

/** A declaration that keeps to the XSD. */
export interface Drm {
  siren: string;
  agrement: string;
  /** As `2026-08`. */
  month: string;
  isNil: boolean;
  suspended: Balance;
  acquitted: Balance;
  /** The category and type of each account. */
  accounts: readonly { category: string; type: string }[];
  capsules: readonly Capsules[];
  /** The documents, each under its type, as `daa-dca`. */
  documents: readonly { type: string; first: string; last: string }[];
  /** The excise numbers of the receivers in the statements of movements that were not discharged. */
  undischarged: readonly (string | undefined)[];
  /** The whole message as it was read. */
  message: XmlElement;
}

/** The declaration in a message that keeps to the XSD. */
export function drmOf(message: XmlElement): Drm {
  const declaration = child(message, 'declaration-recapitulative');
  const period = child(declaration, 'periode');
  const accounts = childrenOf(declaration, 'compte-crd').map((account) => ({ ...accountOf(account), account }));
  return {
    siren: textUnder(message, 'siren-interprofession') ?? '',
    agrement: (textUnder(declaration, 'identification-declarant', 'numero-agrement') ?? '').toUpperCase(),
    month: monthText(textUnder(period, 'annee'), textUnder(period, 'mois')),
    isNil: isTrue(textUnder(declaration, 'declaration-neant')) ?? false,
    suspended: balanceOf(child(declaration, 'droits-suspendus')),
    acquitted: balanceOf(child(declaration, 'droits-acquittes')),
    accounts: accounts.map(({ category, type }) => ({ category, type })),
    capsules: accounts.flatMap(({ account, category, type }) =>
      childrenOf(account, 'centilisation').map((size) => ({ category, type, ...capsulesOf(size) })),
    ),
    documents: childrenOf(declaration, 'document-accompagnement').flatMap(({ children }) =>
      children.map((one) => ({
        ...{ type: one.name, first: textUnder(one, 'debut-periode') ?? '', last: textUnder(one, 'fin-periode') ?? '' },
      })),
    ),
    undischarged: childrenOf(declaration, 'releve-non-apurement').map((one) =>
      textUnder(one, 'numero-accise-destinataire'),
    ),
    message,
  };
}

const balanceOf = (balance: XmlElement | undefined): Balance => ({
  products: childrenOf(balance, 'produit').map(productOf),
  isExhausted: isTrue(textUnder(balance, 'stockEpuise')) ?? false,
});

function productOf(product: XmlElement): Product {
  const stocks = child(product, 'balance-stocks');
  const sumOf = (under: string) => (path: readonly string[]) => {
    const element = path.reduce(child, child(stocks, under));
    return element
      ? leavesOf(element)
          .filter(isVolume)
          .reduce((sum, { text }) => sum + volumeSteps(text), 0n)
      : 0n;
  };
  const [entries, exits] = [sumOf('entrees-periode'), sumOf('sorties-periode')];
  const tav = textUnder(product, 'tav');
  const replaced = child(child(stocks, 'entrees-periode'), 'replacements');
  return {
    label: textUnder(product, 'libelle-personnalise') ?? '',
    fiscalLabel: textUnder(product, 'libelle-fiscal'),
    inao: textUnder(product, 'code-inao')?.trim(),
    tav: tav === undefined ? undefined : Number(tav),
    premix: isTrue(textUnder(product, 'premix')),
    hasObservations: isFilled(textUnder(product, 'observations')),
    opening: volumeSteps(textUnder(stocks, 'stock-debut-periode')),
    closing: volumeSteps(textUnder(stocks, 'stock-fin-periode')),
    entered: (...path) => entries(path),
    left: (...path) => exits(path),
    replacements: childrenOf(replaced, 'replacement-suspension').map((one) =>
      monthText(textUnder(one, 'annee'), textUnder(one, 'mois')),
    ),
  };
}

const accountOf = (account: XmlElement) => ({
  category: textUnder(account, 'categorie-fiscale-capsules') ?? '',
  type: textUnder(account, 'type-capsule') ?? '',
});

function capsulesOf(size: XmlElement): Omit<Capsules, 'category' | 'type'> {
  const sumOf = (under: string) => (name?: string) => {
    const element = name === undefined ? child(size, under) : child(child(size, under), name);
    return element ? leavesOf(element).reduce((sum, { text }) => sum + Number(text), 0) : 0;
  };
  return {
    size: size.attributes.get('volume') ?? '',
    customVolume: size.attributes.get('volumePersonnalise')?.trim(),
    isBag: isTrue(size.attributes.get('bib')),
    opening: Number(textUnder(size, 'stock-debut-periode')),
    closing: Number(textUnder(size, 'stock-fin-periode')),
    entered: sumOf('entrees-capsules'),
    left: sumOf('sorties-capsules'),
    hasObservations: isFilled(textUnder(size, 'observations')),
  };
}

/** Beside its volume, what is placed back has the month that it left in. */
const isVolume = ({ name }: XmlElement) => name !== 'mois' && name !== 'annee';
const isFilled = (text: string | undefined) => (text ?? '').trim() !== '';
const isTrue = (text: string | undefined) => (text === undefined ? undefined : ['true', '1'].includes(text.trim()));
const monthText = (year = '', month = '') =>
  `${String(Number(year)).padStart(4, '0')}-${String(Number(month)).padStart(2, '0')}`;
