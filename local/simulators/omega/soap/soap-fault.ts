import { DeclarantError } from '../../../../schemas/declarant-error.ts';

/** A call that is answered by a SOAP fault. */
export class SoapFault extends DeclarantError {
  override readonly name = 'SoapFault';
  readonly code = 'SOAP_FAULT';
  /** The party at fault: the caller, or OMEGA itself. */
  readonly party: 'client' | 'server';

  constructor(party: SoapFault['party'], text: string) {
    super(text);
    this.party = party;
  }
}
