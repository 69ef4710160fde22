import { styleText } from 'node:util';

export type ScreenStyle = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

/** The screen while the gateway starts and works: lines, and in a terminal one more that shows the progress. */
export class Screen {
  readonly #stream: Stream;
  readonly #colours: boolean;
  #status = '';

  constructor(stream: Stream, env: NodeJS.ProcessEnv = process.env) {
    this.#stream = stream;
    const wanted = env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
    this.#colours = wanted && !env['NO_COLOR'];
  }

  /** The width of a line; without end in a pipe, where nothing is cut. */
  get width(): number {
    return this.#stream.isTTY ? this.#stream.columns || 80 : Number.POSITIVE_INFINITY;
  }

  line(text = ''): void {
    const status = this.#status;
    this.status('');
    this.#stream.write(`${text}\n`);
    this.status(status);
  }

  /** The line below all others; '' takes it away. Only in a terminal, where it can be. */
  status(text: string): void {
    if (!this.#stream.isTTY) return;
    if (this.#status) this.#stream.write('\r\x1b[2K');
    this.#status = text;
    if (text) this.#stream.write(cut(text, this.width - 1));
  }

  paint(style: ScreenStyle, text: string): string {
    return this.#colours ? styleText(style, text, { validateStream: false }) : text;
  }
}

export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;
}

export interface ScreenColumn {
  title: string;
  align?: 'right';
}

/** The lines of a table, titles first, not wider than it may be: its last column gives way. */
export function tableLines(
  columns: readonly ScreenColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]) => {
    const filled = columns.map(({ align }, index) => {
      const cell = cells[index] ?? '';
      return align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
    });
    return cut(filled.join('  ').trimEnd(), width);
  };
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}
