import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/files.ts';

/** A command in a document, as a reader would type it. */
export interface DocumentedCommand {
  /** The place: `docs/deploy.md:17`. */
  place: string;
  text: string;
  words: string[];
  /** True if its block is marked as not runnable here. */
  needsAccount: boolean;
}

const MARK = '<!-- needs an account -->';

/** The documents whose commands are tried. */
export const documents = ['README.md', ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'))]
  .map((name) => (name === 'README.md' ? name : `docs/${name}`))
  .sort();

/** Every command in the `sh` blocks of a document. */
export function commandsIn(document: string, text = readFileSync(path.join(root, document), 'utf8')) {
  const lines = text.split('\n');
  const found: DocumentedCommand[] = [];
  let block: { needsAccount: boolean } | undefined;
  let begun = '';
  for (const [index, line] of lines.entries()) {
    if (!block) {
      if (line.trim() === '```sh') block = { needsAccount: lines[index - 1]?.trim() === MARK };
      continue;
    }
    if (line.trim() === '```') {
      block = undefined;
      continue;
    }
    if (line.endsWith('\\')) {
      begun += `${line.slice(0, -1)} `;
      continue;
    }
    for (const words of commandsOf(begun + line)) {
      found.push({ place: `${document}:${index + 1}`, text: words.join(' '), words, ...block });
    }
    begun = '';
  }
  return found;
}

/** Every command of ours that a document's text names, where it stands in a code span. */
export function commandsNamedIn(document: string, text = readFileSync(path.join(root, document), 'utf8')): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  const spans = [...prose.matchAll(/`(npx declarant [^`]+)`/g)].map(([, span = '']) => span.replace(/\s+/g, ' '));
  return [...new Set(spans)];
}

/**
 * The commands of a line, each as its words: as a shell takes it apart, as far as documents need it.
 * Everything after a pipe is left out, and so is a comment.
 */
export function commandsOf(line: string): string[][] {
  const commands: string[][] = [[]];
  let isPiped = false;
  for (const [part, double, single, operator, comment] of line.matchAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|(&&|\|)|(#.*$)|[^\s"'#|&]+/g,
  )) {
    if (comment !== undefined) break;
    if (operator !== undefined) {
      isPiped = operator === '|';
      if (!isPiped) commands.push([]);
    } else if (!isPiped) {
      commands.at(-1)?.push(double?.replaceAll('\\"', '"') ?? single ?? part);
    }
  }
  return commands.filter(({ length }) => length > 0);
}
