import { type EventDefinition, eventFields } from '../../functions/telemetry/event-definition.ts';
import { events, namespace, stageDimension } from '../../functions/telemetry/events.ts';

export const eventsFile = 'docs/events.md';

const code = (text: string) => `\`${text}\``;

/** The document of the events: the log lines and their metrics. */
export function eventsDocument(): string {
  return `${[introduction(), ...Object.entries(events).map(([name, event]) => section(name, event)), fieldsTable(), aside()].join('\n\n')}\n`;
}

function introduction(): string {
  return `# Events: the log lines and their metrics

Written from \`functions/telemetry/events.ts\` by \`npm run documents\`.

Each business event is one line of JSON in its function's log. The line is a metric too: CloudWatch reads it in its [embedded metric format](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
Every line has ${code('at')} (UTC), ${code('level')} (${code('info')}, or ${code('error')} if a person must look at it), ${code('event')} and
${code(stageDimension)}. All metrics are in the namespace ${code(namespace)}, and ${code(stageDimension)} is their first dimension. No line holds a
body, a token, or a declaration's data on a person; no metric has a reference as a dimension.

The number of sent messages is the sum of ${code('MessageAccepted')}, ${code('MessageRefused')} and ${code('MessageHeld')}. The rate of Error_H7 by type of message is
${code('MessageRejected')} (functional) or ${code('MessageFailed')} (technical) over ${code('MessageAccepted')}, with the same dimensions.`;
}

function section(name: string, { means, level, dimensions, metrics, fields, alsoBy }: EventDefinition): string {
  const rows = metrics.map(({ name: metric, unit, of }) => [
    code(metric),
    of ? `the field ${code(of)}` : '1',
    unit,
    [dimensions, ...(alsoBy ? [alsoBy] : [])]
      .map((names) => [stageDimension, ...names].map(code).join(', '))
      .join('; and over all, '),
  ]);
  const also = [...dimensions, ...metrics.flatMap(({ of }) => of ?? []), ...fields];
  return [
    `## ${name}`,
    `${means} Level ${code(level)}${also.length > 0 ? `; fields ${also.map(code).join(', ')}` : ''}.`,
    table(['metric', 'value', 'unit', 'dimensions'], rows),
  ].join('\n\n');
}

function fieldsTable(): string {
  const rows = Object.entries(eventFields).map(([field, means]) => [code(field), means]);
  return ['## The fields', table(['field', 'meaning'], rows)].join('\n\n');
}

/** Metrics that need no event of ours. */
function aside(): string {
  const rows = [
    ['dead letters', "`AWS/SQS` `ApproximateNumberOfMessagesVisible` of the dead letters' queue"],
    ['the oldest message of an outbox', '`AWS/SQS` `ApproximateAgeOfOldestMessage`'],
    [
      '4xx, 5xx and latency of the callbacks, as customs sees them',
      '`AWS/ApiGateway` `4XXError`, `5XXError`, `Latency`',
    ],
    ['calls that the firewall blocked', '`AWS/WAFV2` `BlockedRequests`'],
    [
      'throttles and errors of the ledger',
      '`AWS/DynamoDB` `ReadThrottleEvents`, `WriteThrottleEvents`, `SystemErrors`',
    ],
    ['errors, throttles and time of a function', '`AWS/Lambda` `Errors`, `Throttles`, `Duration`'],
  ];
  return ['## What AWS measures itself', table(['measured', 'metric'], rows)].join('\n\n');
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
