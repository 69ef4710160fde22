import { DeclarantError } from '../schemas/declarant-error.ts';

/**
 * The reason of a fault, by its remedy:
 * `input` a file or value given by the user; `template` a template that cannot run here;
 * `synth` the app failed; `port` a port is taken; `java` none was found; `data` the data directory.
 */
export type LocalFaultCode = 'input' | 'template' | 'synth' | 'port' | 'java' | 'data';

/** A failure that is told to the user in plain sentences, all of them at once. */
export class LocalFault extends DeclarantError {
  override readonly name = 'LocalFault';
  readonly code: LocalFaultCode;
  readonly faults: readonly string[];

  constructor(code: LocalFaultCode, faults: string | readonly string[]) {
    const list = typeof faults === 'string' ? [faults] : faults;
    super(list.join('\n'));
    this.code = code;
    this.faults = list;
  }
}

/** The message of anything that was thrown. */
export function thrownText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
