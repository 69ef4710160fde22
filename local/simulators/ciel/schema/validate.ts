import type { XmlElement } from '../../support/xml/element.ts';
import type { Part, Structure } from './structure.ts';

/** The first fault of an element, in the order of the document; undefined where it has none. */
export function schemaFault(element: XmlElement, part: Part): string | undefined {
  if (element.name !== part.name) return `cvc-elt.1 : la déclaration de l'élément '${element.name}' est introuvable`;
  const { type, name } = part;
  if (typeof type !== 'function')
    return attributeFault(element, type) ?? textFault(element) ?? childrenFault(element, type);
  if (element.attributes.size > 0) return attributeFault(element, { parts: [], attributes: {} });
  if (element.children.length > 0)
    return `cvc-type.3.1.2 : l'élément '${name}' est de type simple, il ne contient pas d'élément`;
  const fault = type(element.text);
  return fault && `${fault} (élément '${name}')`;
}

function attributeFault({ name, attributes }: XmlElement, { attributes: known }: Structure): string | undefined {
  const unknown = [...attributes.keys()].find((one) => !Object.hasOwn(known, one));
  if (unknown !== undefined)
    return `cvc-complex-type.3.2.2 : l'attribut '${unknown}' n'est pas permis dans l'élément '${name}'`;
  for (const [key, { type, required }] of Object.entries(known)) {
    const value = attributes.get(key);
    if (value === undefined && required)
      return `cvc-complex-type.4 : l'attribut '${key}' est obligatoire dans l'élément '${name}'`;
    const fault = value === undefined ? undefined : type(value);
    if (fault) return `${fault} (attribut '${key}' de l'élément '${name}')`;
  }
  return undefined;
}

const textFault = ({ name, text }: XmlElement) =>
  text.trim() === ''
    ? undefined
    : `cvc-complex-type.2.3 : l'élément '${name}' ne contient que des éléments, et un texte y a été trouvé`;

function childrenFault({ name, children }: XmlElement, { parts }: Structure): string | undefined {
  let at = 0;
  for (const part of parts) {
    const choice = Array.isArray(part) ? (part as readonly Part[]) : [part as Part];
    const meant = choice.find((one) => one.name === children[at]?.name) ?? (choice[0] as Part);
    const begun = at;
    for (; at - begun < meant.most && children[at]?.name === meant.name; at += 1) {
      const fault = schemaFault(children[at] as XmlElement, meant);
      if (fault) return fault;
    }
    if (at - begun >= meant.least) continue;
    const found = children[at];
    return found
      ? `cvc-complex-type.2.4.a : contenu non valide à partir de l'élément '${found.name}' ; '${meant.name}' est attendu`
      : `cvc-complex-type.2.4.b : le contenu de l'élément '${name}' n'est pas complet ; '${meant.name}' est attendu`;
  }
  const left = children[at];
  return (
    left && `cvc-complex-type.2.4.d : contenu non valide à partir de l'élément '${left.name}' ; aucun n'est attendu ici`
  );
}
