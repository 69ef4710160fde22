import { child, childrenOf, elementOf, textUnder, type XmlElement } from '../../support/xml/element.ts';
import { volumeSteps, volumeText } from '../register/hectolitres.ts';
import { renewedLabels } from '../register/renewed-labels.ts';

/** The order of the elements of a declaration. */
const ORDER = [
  ...['identification-declarant', 'periode', 'declaration-neant', 'droits-suspendus', 'droits-acquittes'],
  ...['compte-crd', 'document-accompagnement', 'releve-non-apurement', 'statistiques'],
];

/**
 * The message in which CIEL returns a declaration: with the name of the declarant, volumes in CIEL's own form, and all
 * products also after a nil declaration, which carries on those of the one before.
 */
export function returnedMessage(message: XmlElement, previous: XmlElement | undefined): XmlElement {
  const declaration = child(message, 'declaration-recapitulative') as XmlElement;
  const isNil = ['true', '1'].includes(textUnder(declaration, 'declaration-neant')?.trim() ?? '');
  const before = isNil ? child(previous, 'declaration-recapitulative') : undefined;
  const carried = ['droits-suspendus', 'droits-acquittes', 'compte-crd']
    .filter((name) => childrenOf(declaration, name).every(isEmptyBalance))
    .flatMap((name) => childrenOf(before, name).map(carriedOn));
  const own = declaration.children.filter(({ name }) => !carried.some((one) => one.name === name));
  const children = [...own, ...carried]
    .map((one) => inOwnForm(one.name === 'identification-declarant' ? named(one) : one))
    .sort((one, other) => ORDER.indexOf(one.name) - ORDER.indexOf(other.name));
  const siren = child(message, 'siren-interprofession') as XmlElement;
  return { ...message, text: '', children: [siren, { ...declaration, text: '', children }] };
}

const isEmptyBalance = (element: XmlElement) =>
  element.name !== 'compte-crd' && childrenOf(element, 'produit').length === 0;

/** The declarant with its name, made up where none was given. */
function named(declarant: XmlElement): XmlElement {
  const agrement = textUnder(declarant, 'numero-agrement') ?? '';
  const name = child(declarant, 'raison-sociale') ?? elementOf('raison-sociale', `Domaine ${agrement.slice(-5)}`);
  return { ...declarant, children: [...declarant.children.filter((one) => one.name !== name.name), name], text: '' };
}

/** A balance or an account as it stands a month without movements later. */
function carriedOn(element: XmlElement): XmlElement {
  const closing = child(element, 'stock-fin-periode');
  const children = element.children
    .filter(({ name }) => !/^(?:entrees|sorties)-|^observations$/.test(name))
    .map((one) => (one.name === 'stock-debut-periode' && closing ? { ...closing, name: one.name } : carriedOn(one)));
  return { ...element, children };
}

/** Volumes in CIEL's form, labels that are no longer valid by their new names, and no space between elements. */
function inOwnForm(element: XmlElement, isVolume = false): XmlElement {
  const { name, children, text } = element;
  if (children.length > 0) {
    const areVolumes = isVolume || name === 'balance-stocks' || name === 'statistiques';
    return { ...element, text: '', children: children.map((one) => inOwnForm(one, areVolumes)) };
  }
  if (name === 'libelle-fiscal') return { ...element, text: renewedLabels[text] ?? text };
  return isVolume && name !== 'mois' && name !== 'annee'
    ? { ...element, text: volumeText(volumeSteps(text)) }
    : element;
}
