import { parisDay } from '../../support/paris-time.ts';
import type { SimulatedAnswer } from '../../support/simulated-answer.ts';
import type { ReturnedFile } from './files.ts';

/** The folder of all files. */
export const FOLDER = '/reception_douanes';

export interface ListingOptions {
  files: readonly ReturnedFile[];
  /** The beginning of each URL in the list. */
  origin: string;
  now: Date;
}

/** Lists the files below a folder (list.php). Without `from` the list begins on 1 January of last year. */
export function listing(path: string, query: URLSearchParams, { files, origin, now }: ListingOptions): SimulatedAnswer {
  const given = query.get('from') ?? '';
  const from = /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : `${Number(parisDay(now).slice(0, 4)) - 1}-01-01`;
  const accise = query.get('accise') ?? '';
  const isAccise = /^[A-Z0-9]*$/i.test(accise);
  const urls = files
    .filter((file) => `${FOLDER}${file.path}`.startsWith(path.endsWith('/') ? path : `${path}/`))
    .filter((file) => parisDay(file.at) >= from && (!isAccise || file.agrement.startsWith(accise)))
    .map((file) => `${origin}${FOLDER}${file.path}`);
  const format = query.get('format');
  if (format === 'json')
    return { status: 200, type: 'text/json', body: `[${urls.map((url) => `"${url}"\n`).join(',')}]` };
  if (format !== 'xml')
    return { status: 200, type: 'text/plain;charset=UTF-8', body: urls.map((url) => `${url}\n`).join('') };
  const list = urls.map((url) => `<url>${url}</url>\n`).join('');
  const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<list>\n${list}</list>\n`;
  return { status: 200, type: 'text/xml;charset=UTF-8', body };
}

/** Answers with a file; a name that there is not has an empty answer, since the list's script is asked for it. */
export function fileAnswer(file: ReturnedFile | undefined): SimulatedAnswer {
  if (!file) return { status: 200, type: 'text/html; charset=UTF-8', body: '' };
  return { status: 200, type: 'application/xml', body: file.xml, headers: { 'last-modified': file.at.toUTCString() } };
}
