import { exportFilings } from '../../exports/export-filings.ts';
import { exportFormats } from '../../exports/format-names.ts';
import { exportText } from '../../exports/formats.ts';
import { fullFilings } from '../../filings/full-filings.ts';
import { textsInQuery } from '../../filter/query.ts';
import { filterAt, readFilter } from '../../filter/read-filter.ts';
import { pickedFilings } from '../list/picked.ts';
import type { Page } from '../page.ts';
import { replayWords } from '../words/replay.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

/** All that matches a filter, or the filings that were picked, as a file: it is written while it is read. */
export const exportPage: Page = {
  path: '/export',
  takesForms: true,
  async show({ gateway, url, form, language, now }) {
    const format = exportFormats.find((one) => one === url.searchParams.get('format')) ?? 'csv';
    const text = exportText(format, false);
    const [books, ledger] = await Promise.all([gateway.books(), gateway.ledger()]);
    const picked = pickedFilings(form, gateway.authorities);
    // A form is about those that are picked: without any, it is not about all.
    if (form.size > 0 && picked.length === 0) {
      const { title, none } = replayWords[language];
      return { title, status: 400, content: none };
    }
    // A filter that is used wrongly is told on a page, before the file begins.
    const filter = filterAt(readFilter(textsInQuery(url.searchParams), now, 'query'), gateway);
    const stopped = new AbortController();
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const encoder = new TextEncoder();
    const sink = { write: (part: string) => writer.write(encoder.encode(part)) };
    const write = async () => {
      if (picked.length === 0) {
        const ports = { books, ledger, now: () => now };
        const { fault } = await exportFilings(filter, text, sink, ports, { signal: stopped.signal });
        // A download that breaks off is known for it; one that is ended would pass for the whole.
        if (fault) throw fault.error;
        return;
      }
      await sink.write(text.beginning);
      for await (const filing of fullFilings(ledger, picked)) await sink.write(text.of(filing));
    };
    // Whoever stops the download stops the reading.
    writer.closed.catch(() => stopped.abort());
    void write().then(
      () => writer.close().catch(() => undefined),
      (error: unknown) => writer.abort(error).catch(() => undefined),
    );
    return new Response(readable, {
      headers: {
        'content-type': types[format],
        'content-disposition': `attachment; filename="filings-${now.toISOString().slice(0, 10)}.${format}"`,
      },
    });
  },
};
