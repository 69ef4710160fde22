import { jsonIn } from '../../../../schemas/json.ts';

/** A file of a listing. */
export interface ListedFile {
  url: string;
  /** The last part of its path. */
  name: string;
}

/** The files of a listing. */
export interface ListedFiles {
  files: ListedFile[];
  /** A URL that does not lie below the listing's own: nothing is fetched from there. */
  outside?: string;
}

/** A separator that stands in a name: a server may take it for one, and so leave the folder. */
const ESCAPED = /%(?:2f|5c)/i;

/**
 * Reads a listing in any of its forms: JSON, XML, or lines of text.
 * @param listingUrl the folder above the SIRENs
 * @returns undefined where it is none, a page for example
 */
export function listedFiles(text: string, listingUrl: string): ListedFiles | undefined {
  const urls = urlsIn(text.trim());
  if (!urls) return undefined;
  const base = new URL(`${listingUrl.replace(/\/+$/, '')}/`);
  const isBelow = (url: URL) =>
    url.origin === base.origin &&
    url.pathname.startsWith(base.pathname) &&
    url.username === '' &&
    url.search === '' &&
    !ESCAPED.test(url.pathname);
  const files = new Map<string, ListedFile>();
  let outside: string | undefined;
  for (const text of urls) {
    const url = URL.canParse(text, base.href) ? new URL(text, base) : undefined;
    const name = url?.pathname.split('/').at(-1) ?? '';
    if (!url || name === '' || !isBelow(url)) outside ??= text;
    else files.set(url.href, { url: url.href, name });
  }
  return { files: [...files.values()], ...(outside !== undefined && { outside }) };
}

function urlsIn(text: string): string[] | undefined {
  if (text === '') return [];
  const json = jsonIn(text);
  if (json !== undefined) return isTexts(json) ? json : undefined;
  if (/^(?:<\?xml[^>]*>\s*)?<list\b/.test(text)) {
    if (!/<\/list>$|<list\s*\/>$/.test(text)) return undefined;
    return [...text.matchAll(/<url>([^<]*)<\/url>/g)].map(([, url = '']) => url.trim().replaceAll('&amp;', '&'));
  }
  const lines = text.split(/\s*\n\s*/);
  return lines.every((line) => /^(?:https?:\/)?\/\S+$/.test(line)) ? lines : undefined;
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
