import { DeclarantError } from '../schemas/declarant-error.ts';

/** A reason for which the desk does not do what it was asked. */
export type DeskFaultCode =
  | 'USAGE'
  | 'INPUT'
  | 'CONFIGURATION'
  | 'NO_GATEWAY'
  | 'NO_LANE'
  | 'NOT_FOUND'
  | 'NOT_CHANGED'
  | 'CREDENTIALS'
  | 'ACCESS_DENIED'
  | 'UNREACHABLE'
  | 'AWS';

/** Codes that mean that the desk was used wrongly, and that nothing was done. */
const wrongUse: readonly DeskFaultCode[] = ['USAGE', 'INPUT', 'CONFIGURATION', 'NO_LANE'];

/** A failure that is told to the operator in plain sentences. */
export class DeskFault extends DeclarantError {
  override readonly name = 'DeskFault';
  readonly code: DeskFaultCode;
  /** The permission that AWS refused, as it names it (`sqs:SendMessage`), where it refused one and named it. */
  readonly permission: string | undefined;

  constructor(code: DeskFaultCode, message: string, options?: ErrorOptions & { permission?: string | undefined }) {
    super(message, options);
    this.code = code;
    this.permission = options?.permission;
  }

  /** 2 for wrong use, else 1. */
  get exitCode(): 1 | 2 {
    return wrongUse.includes(this.code) ? 2 : 1;
  }
}
