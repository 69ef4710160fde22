import { listAt, textAt, valueAt } from '../../fault.ts';
import { centilisations } from '../drm/centilisations.ts';
import { ACCOUNTS, capsulesIn, OTHER_SIZE, ownSize } from './capsules.ts';
import { CLOSING, isPositive, isUnbalanced } from './exact.ts';
import { broken, type Rule } from './rule.ts';

/** The accounts of capsules, those of each category together. */
function accountsByCategory(drm: unknown) {
  const accounts = listAt(drm, ACCOUNTS).map((account, n) => ({
    category: textAt(account, '/categorie-fiscale-capsules'),
    type: textAt(account, '/type-capsule'),
    pointer: `${ACCOUNTS}/${n}`,
  }));
  const categories = new Set(accounts.map(({ category }) => category));
  return [...categories].map((one) => accounts.filter(({ category }) => category === one));
}

/** [CI-3] 019 A category has two accounts at most. */
const twoAccountsAtMost: Rule = (drm) =>
  accountsByCategory(drm).flatMap((accounts) =>
    accounts.slice(2).map(({ pointer }) => broken('019', drm, `${pointer}/categorie-fiscale-capsules`)),
  );

/** [CI-3] 020 A category has no capsules of its own beside common ones of duties paid. */
const typesThatGoTogether: Rule = (drm) =>
  accountsByCategory(drm).flatMap((accounts) => {
    const apart = accounts.filter(({ type }) => type === 'PERSONNALISEES' || type === 'COLLECTIVES_DROITS_ACQUITTES');
    const other = apart.find(({ type }) => type !== apart[0]?.type);
    return other ? [broken('020', drm, `${other.pointer}/type-capsule`)] : [];
  });

/** [CI-3] 021, 025 A size stands once in an account, also one that has no name of its own. */
const sizesApart: Rule = (drm) => {
  const seen = new Set<string>();
  return capsulesIn(drm).flatMap(({ capsules, account, size, pointer }) => {
    const name = `${account} ${size}`;
    if (size === undefined || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const isOther = textAt(capsules, '/volume') === OTHER_SIZE;
    return [broken(isOther ? '025' : '021', drm, `${pointer}/${isOther ? 'volumePersonnalise' : 'volume'}`)];
  });
};

/** [CI-3] 022 The closing stock is the opening stock with the entries and without the exits. */
const capsulesBalanced: Rule = (drm) =>
  capsulesIn(drm)
    .filter(({ capsules }) => isUnbalanced(capsules, 'entrees-capsules', 'sorties-capsules'))
    .map(({ pointer }) => broken('022', drm, `${pointer}/${CLOSING}`, 'another stock'));

/** [CI-3] 024 A size without a name of its own has its volume, and says whether it is a bag-in-box. */
const ownSizesComplete: Rule = (drm) =>
  capsulesIn(drm)
    .filter(({ capsules }) => textAt(capsules, '/volume') === OTHER_SIZE)
    .flatMap(({ capsules, pointer }) =>
      ['/volumePersonnalise', '/bib']
        .filter((name) => valueAt(capsules, name) === undefined)
        .map((name) => broken('024', drm, `${pointer}${name}`)),
    );

/** The sizes that have a name of their own: `CL_37_5` is 37.5 centilitres, `BIB_300` a bag-in-box of 300. */
const namedSizes = new Set(
  centilisations
    .filter((name) => name !== OTHER_SIZE)
    .map((name) => {
      const [kind, ...digits] = name.split('_');
      return ownSize(Number(digits.join('.')), kind === 'BIB');
    }),
);

/** [CI-3] 033 A size that has a name of its own stands under that. */
const namedSizesByName: Rule = (drm) =>
  capsulesIn(drm)
    .filter(({ capsules }) => textAt(capsules, '/volume') === OTHER_SIZE)
    .filter(({ size = '' }) => namedSizes.has(size))
    .map(({ pointer }) => broken('033', drm, `${pointer}/volumePersonnalise`));

/** The movements of capsules that need observations, with the code where these are missing. */
const explained = [
  { code: '055', movement: '/entrees-capsules/autres-entrees' },
  { code: '056', movement: '/sorties-capsules/autres-sorties' },
] as const;

/** [CI-3] 055, 056 Other entries and other exits are explained. */
const capsulesExplained: Rule = (drm) =>
  capsulesIn(drm)
    .filter(({ capsules }) => !textAt(capsules, '/observations')?.trim())
    .flatMap(({ capsules, pointer }) =>
      explained
        .filter(({ movement }) => isPositive(valueAt(capsules, movement)))
        .map(({ code }) => broken(code, drm, `${pointer}/observations`)),
    );

/** The rules about capsules (CRD). */
export const capsuleRules: readonly Rule[] = [
  twoAccountsAtMost,
  typesThatGoTogether,
  sizesApart,
  capsulesBalanced,
  ownSizesComplete,
  namedSizesByName,
  capsulesExplained,
];
