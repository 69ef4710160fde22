import { DeclarantError } from '../../../../schemas/declarant-error.ts';

/** A text is not a document of well-formed XML, or one that is not read. */
export class XmlFault extends DeclarantError {
  override readonly name = 'XmlFault';
  readonly code = 'XML_FAULT';
}
