// Draws each chart from the table below it.

/** A colour of the style sheet as it is in this theme. */
function colour(name) {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** The columns of a table: times in seconds, then the values of each line. */
function columnsOf(table) {
  const rows = [...table.tBodies[0].rows];
  const lines = [...table.tHead.rows[0].cells].slice(1);
  const value = ({ dataset }) => (dataset.value === '' ? null : Number(dataset.value));
  return {
    names: lines.map(({ dataset, textContent }) => ({ line: dataset.line, name: textContent })),
    data: [
      rows.map(({ cells }) => Number(cells[0].dataset.at)),
      ...lines.map((_, n) => rows.map(({ cells }) => value(cells[n + 1]))),
    ],
  };
}

/** The lines of a logarithmic scale: one for each power, so that they can be told apart. */
function powersOfTen(_, _axis, least, most) {
  const powers = [];
  for (let power = least; power <= most; power *= 10) powers.push(power);
  return powers;
}

function draw(chart) {
  const plot = chart.querySelector('.plot');
  const { names, data } = columnsOf(chart.querySelector('table'));
  const isByDay = chart.dataset.kind === 'days';
  const isLog = chart.dataset.kind === 'logarithms';
  const locale = chart.dataset.language === 'fr' ? 'fr-FR' : 'en-GB';
  const zone = isByDay ? 'UTC' : 'Europe/Paris';
  const isLong = data[0].at(-1) - data[0][0] > 2 * DAY;
  const shape = isByDay || isLong ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit' };
  const format = new Intl.DateTimeFormat(locale, { ...shape, timeZone: zone });
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line') },
  };
  const steps = isByDay ? { paths: uPlot.paths.bars({ size: [0.7, 40] }) } : {};
  // A line between points shows nothing of a single one, which has no width either.
  const isSingle = data[0].length === 1;
  const margin = isByDay ? DAY / 2 : isSingle ? HOUR : 0;
  const options = {
    width: plot.clientWidth,
    height: 220,
    legend: { show: false },
    cursor: { show: false },
    tzDate: (time) => uPlot.tzDate(new Date(time * 1000), zone),
    scales: {
      x: { range: (_, first, last) => [first - margin, last + margin] },
      y: isLog
        ? {
            distr: 3,
            range: (_, least, most) => [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))],
          }
        : { range: (_, _least, most) => [0, Math.max(most * 1.1, 1)] },
    },
    axes: [
      {
        ...axis,
        ...(isByDay ? { incrs: [DAY, 2 * DAY, 7 * DAY] } : isSingle && { incrs: [HOUR] }),
        values: (_, times) => times.map((time) => format.format(new Date(time * 1000))),
      },
      {
        ...axis,
        size: 60,
        ...(isLog && { splits: powersOfTen }),
        values: (_, values) => values.map((value) => value?.toLocaleString(locale) ?? ''),
      },
    ],
    series: [
      {},
      ...names.map(({ line, name }) => ({
        label: name,
        stroke: colour(`--${line}`),
        width: line === 'limit' ? 1.5 : 2,
        ...(line === 'limit'
          ? { dash: [6, 4] }
          : isByDay && names.length === 1
            ? { ...steps, fill: colour(`--${line}`) }
            : {}),
        points: { show: isSingle || (isByDay && names.length > 1), size: 6 },
      })),
    ],
  };
  plot.replaceChildren();
  return new uPlot(options, data, plot);
}

for (const chart of document.querySelectorAll('.chart')) {
  let drawn = draw(chart);
  new ResizeObserver(() => drawn.setSize({ width: chart.querySelector('.plot').clientWidth, height: 220 })).observe(
    chart.querySelector('.plot'),
  );
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    drawn.destroy();
    drawn = draw(chart);
  });
}
