import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { ErrorReport } from './protocol.ts';

/** An invocation that failed: the function threw, timed out, crashed or could not start. */
export class FunctionError extends DeclarantError {
  override readonly name = 'FunctionError';
  /** The name of the error thrown, or Lambda's own: `Sandbox.Timedout`, `Runtime.ExitError` … */
  readonly code: string;
  readonly trace: readonly string[];

  constructor(report: Pick<ErrorReport, 'errorType' | 'errorMessage'> & Partial<ErrorReport>) {
    super(report.errorMessage);
    this.code = report.errorType;
    this.trace = report.trace ?? [];
  }
}
