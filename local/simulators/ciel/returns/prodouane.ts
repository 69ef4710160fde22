import { UnknownMisbehaviour } from '../../support/read-command.ts';
import type { XmlElement } from '../../support/xml/element.ts';
import { type Drm, drmOf } from '../register/drm.ts';
import { HECTOLITRE, volumeText } from '../register/hectolitres.ts';
import type { Kept, Register } from '../register/register.ts';
import { message } from '../schema/message.ts';
import { schemaFault } from '../schema/validate.ts';
import { writeFile } from '../xml/write.ts';
import { returnedMessage } from './export.ts';
import type { ReturnedFiles } from './files.ts';
import { madeUpMessage } from './made-up-message.ts';

export interface ProdouaneOptions {
  register: Register;
  files: ReturnedFiles;
}

/** The site of customs on which operators complete, validate and correct their declarations. */
export class Prodouane {
  readonly #register: Register;
  readonly #files: ReturnedFiles;

  constructor({ register, files }: ProdouaneOptions) {
    this.#register = register;
    this.#files = files;
  }

  /** Keeps what was sent as a draft, with all that CIEL adds to it. */
  draft(drm: Drm): Kept {
    const previous = this.#register.before(drm.agrement, drm.month);
    return this.#register.add(drmOf(returnedMessage(drm.message, previous?.drm.message)));
  }

  /** Validates a draft; one that is validated is published once more. */
  validate(declaration: string): void {
    const kept = this.#find(declaration);
    kept.state = 'validated';
    this.#publish(kept);
  }

  /** Corrects the stock of the first suspended product by a hectolitre, at both ends of the month. */
  recount(declaration: string): void {
    const [first] = this.#find(declaration).drm.suspended.products;
    if (!first) return;
    const stocks = '/declaration-recapitulative/droits-suspendus/produit/0/balance-stocks';
    this.correct(declaration, `${stocks}/stock-debut-periode`, volumeText(first.opening + HECTOLITRE));
    this.correct(declaration, `${stocks}/stock-fin-periode`, volumeText(first.closing + HECTOLITRE));
  }

  /** Changes a field that is there. A validated declaration is published again with it. */
  correct(declaration: string, pointer: string, value: string): void {
    const kept = this.#find(declaration);
    const changed = withValue(kept.drm.message, pointer.split('/').slice(1), value);
    if (!changed) throw new UnknownMisbehaviour(`${declaration} has no field at ${pointer}`);
    const fault = schemaFault(changed, message);
    if (fault) throw new UnknownMisbehaviour(`${pointer} cannot be ${value}: ${fault}`);
    kept.drm = drmOf(returnedMessage(changed, undefined));
    if (kept.state === 'validated') this.#publish(kept);
  }

  /** Declares and validates a month on the site itself. */
  declare(siren: string, declaration: string): void {
    const [agrement = '', month = ''] = declaration.split('/');
    if (this.#register.find(agrement, month)) throw new UnknownMisbehaviour(`${declaration} is there already`);
    const hasPrevious = this.#register.before(agrement, month) !== undefined;
    const kept = this.draft(drmOf(madeUpMessage({ siren, agrement, month, isNil: hasPrevious })));
    kept.state = 'validated';
    this.#publish(kept);
  }

  #find(declaration: string): Kept {
    const [agrement = '', month = ''] = declaration.split('/');
    const kept = this.#register.find(agrement, month);
    if (!kept) throw new UnknownMisbehaviour(`${declaration} is not there`);
    return kept;
  }

  #publish({ id, drm }: Kept): void {
    const { siren, agrement, month } = drm;
    this.#files.publish({ siren, agrement, month, id, xml: writeFile(drm.message) });
  }
}

/** An element with another text in the leaf at a path of names, where one that may repeat is followed by its number. */
function withValue(element: XmlElement, [name, ...rest]: readonly string[], value: string): XmlElement | undefined {
  if (name === undefined) return element.children.length > 0 ? undefined : { ...element, text: value };
  const isNumbered = /^\d+$/.test(rest[0] ?? '');
  const meant = element.children.filter((one) => one.name === name)[isNumbered ? Number(rest[0]) : 0];
  const changed = meant && withValue(meant, isNumbered ? rest.slice(1) : rest, value);
  return changed && { ...element, children: element.children.map((one) => (one === meant ? changed : one)) };
}
