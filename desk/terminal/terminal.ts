import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
/** Gives a text a style, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string;

/** The desk's output: answers on standard output, everything else on standard error. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Writes on standard output as it is, without an end of line; resolves once there is room for more. */
  write(text: string): Promise<void>;
  /** The one line that says how far long work is; gone with '', and never there in a pipe. */
  progress(text: string): void;
  paint: Paint;
  /** The width of a line; `undefined` in a pipe, where nothing is shortened. */
  width: number | undefined;
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

export function terminal(
  stdout: Stream = process.stdout,
  stderr: Stream = process.stderr,
  env = process.env,
): Terminal {
  let progressShown = false;
  const clear = () => {
    if (progressShown) stderr.write('\r\x1b[2K');
    progressShown = false;
  };
  return {
    out(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    err(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    write(text) {
      clear();
      return new Promise((resolve, reject) => stdout.write(text, (error) => (error ? reject(error) : resolve())));
    },
    progress(text) {
      if (!stderr.isTTY) return;
      clear();
      if (text === '') return;
      stderr.write(text.slice(0, (stderr.columns || 80) - 1));
      progressShown = true;
    },
    paint: painter(stdout, env),
    width: stdout.isTTY ? stdout.columns || 80 : undefined,
  };
}

/** Colours for a terminal that takes them, and where NO_COLOR does not forbid them (no-color.org). */
export function painter(stream: Pick<Stream, 'isTTY'>, env: NodeJS.ProcessEnv): Paint {
  const wanted = env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
  if (!wanted || env['NO_COLOR']) return (_, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}

/** A text of somebody else's as it may be shown: one line, and nothing that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').replace(/[\p{Cf}\u2028\u2029]/gu, '');
}
