import type { Visit } from '../visit.ts';
import { chartWords } from '../words/charts.ts';
import { dayOrTime } from './day-or-time.ts';
import type { Figures } from './figures.ts';

export interface ChartProperties {
  title: string;
  means: string;
  figures: Figures;
  /** The title of the first column. */
  by: string;
  /** The number of lines at the end that are limits: dashed. */
  limits?: number;
  /** The form: lines over time, lines of which each step up is ten times as much, or bars of a value a day. */
  kind?: 'lines' | 'logarithms' | 'days';
  /** The digits after the point. */
  digits?: number;
  visit: Visit;
}

/** A chart, which a script draws from the table below it: who cannot see the one reads the other. */
export function Chart({ title, means, figures, by, limits = 0, kind = 'lines', digits = 0, visit }: ChartProperties) {
  const { language } = visit;
  const words = chartWords[language];
  const { series, rows } = figures;
  const isLimit = (n: number) => n >= series.length - limits;
  const text = (value: number) =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: digits });
  return (
    <section class="card">
      <h2>{title}</h2>
      <p class="muted">{means}</p>
      {rows.length === 0 || series.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <div class="chart" data-kind={kind} data-language={language}>
          <ul class="legend" aria-hidden="true">
            {series.map((name, n) => (
              <li class={isLimit(n) ? 'limit' : `line-${n + 1}`}>{name}</li>
            ))}
          </ul>
          <div class="plot" aria-hidden="true" />
          <details class="more">
            <summary>{words.figures}</summary>
            <table class="data">
              <caption class="hidden">{title}</caption>
              <thead>
                <tr>
                  <th scope="col">{by}</th>
                  {series.map((name, n) => (
                    <th scope="col" class="number" data-line={isLimit(n) ? 'limit' : `line-${n + 1}`}>
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ at, values }) => (
                  <tr>
                    <td data-title={by} data-at={Date.parse(kind === 'days' ? `${at}T00:00:00Z` : at) / 1000}>
                      {dayOrTime(at, language)}
                    </td>
                    {values.map((value, n) => (
                      <td class="number" data-title={series[n]} data-value={value ?? ''}>
                        {value === null ? words.noAnswer : text(value)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </div>
      )}
    </section>
  );
}
