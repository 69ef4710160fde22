import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A file that pages load, from memory. */
export interface Asset {
  /** The path, with a hash of the content, so that a browser may keep it. */
  path: string;
  type: string;
  content: string;
}

const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const;

/** One asset of several files, in their order. */
function asset(name: string, kind: keyof typeof types, ...files: (string | URL)[]): Asset {
  const content = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, 16);
  return { path: `/assets/${name}.${hash}.${kind}`, type: types[kind], content };
}

const own = (file: string) => new URL(`./assets/${file}`, import.meta.url);
const require = createRequire(import.meta.url);

/** The parts of the one style sheet, in the order in which they overrule one another. */
const styles = ['base', 'forms', 'frame', 'sentences', 'tables', 'parts', 'charts', 'narrow', 'filings'];
const styleFiles = styles.map((name) => own(`${name}.css`));

/** The files that pages load, by their names. */
export const assets = {
  style: asset('console', 'css', ...styleFiles, require.resolve('uplot/dist/uPlot.min.css')),
  script: asset('console', 'js', own('console.js'), own('filings.js')),
  plots: asset('uplot', 'js', require.resolve('uplot/dist/uPlot.iife.min.js')),
  charts: asset('charts', 'js', own('charts.js')),
} as const;
