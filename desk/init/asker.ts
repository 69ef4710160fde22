import { createInterface } from 'node:readline/promises';
import { DeskFault } from '../fault.ts';

/** Asks the person at the terminal. */
export interface Asker {
  /**
   * One line, without the spaces around it.
   * @throws {DeskFault} where there is no answer: the input ended, or Ctrl-C was pressed
   */
  ask(prompt: string): Promise<string>;
  close(): void;
}

/** Somebody to ask, where input comes from a terminal. Prompts go to standard error: standard output is for answers. */
export function asker(
  input: NodeJS.ReadableStream & { isTTY?: boolean } = process.stdin,
  output: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
): Asker | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  const lines = createInterface({ input, output });
  // Keeps what is pasted or typed ahead for the questions that follow, which `question` would lose.
  const typed = lines[Symbol.asyncIterator]();
  return {
    async ask(prompt) {
      lines.setPrompt(prompt);
      lines.prompt();
      const { value, done } = await typed.next();
      if (done) throw new DeskFault('USAGE', '\nNothing was written.');
      return value.trim();
    },
    close: () => lines.close(),
  };
}
