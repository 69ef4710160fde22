import { type AuthorityName, authorityNames, contractOf, outboundMessages } from '../catalogue.ts';
import type { OutboundMessage } from '../contract.ts';
import type { Json } from '../json.ts';
import { referenceAt } from '../reference-at.ts';
import { resourceNames } from '../resource-names.ts';
import { submission } from '../submission.ts';
import { envelopeSchema, jsonSchema, messageSchema, schemaName } from './json-schema.ts';
import { outcomeSchema } from './json-schemas.ts';

/** Physical names with the stage left open. */
const names = resourceNames('{stage}');
const outboxName = (authority: AuthorityName) => `${authority}-outbox`;

/**
 * The AsyncAPI document: messages on the outbox of each lane, outcomes on one topic. Operations are written from the
 * gateway's side: it receives what platforms put, and sends what they hear.
 */
export function asyncApi(version: string): Json {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Declarant: platforms', version, description: aboutTheApi },
    defaultContentType: 'application/json',
    servers: {
      sqs: server('sqs', 'The queues of the AWS account in which the gateway is deployed.'),
      sns: server('sns', 'The topic of the AWS account in which the gateway is deployed.'),
    },
    channels: Object.fromEntries([
      ...authorityNames.map((authority) => [outboxName(authority), outbox(authority)]),
      ['outcomes', outcomes],
    ]),
    operations: Object.fromEntries([
      ...authorityNames.map((authority) => [`submit-${authority}`, submit(authority)]),
      [
        'tell',
        { action: 'send', title: 'Outcomes', summary: 'The gateway tells what became of a filing.', ...onOutcomes },
      ],
    ]),
    components: {
      messages: Object.fromEntries([
        ...eachMessage(({ authority, entry }) => [entry.message, message(authority, entry)]),
        ['Outcome', outcomeMessage],
      ]),
      schemas: Object.fromEntries([
        ...eachMessage(({ entry }) => [schemaName(entry, 'submission'), messageSchema(entry, 'submission')]),
        ['Outcome', { title: 'Outcome', ...outcomeSchema() }],
      ]),
    },
  };
}

const aboutTheApi = [
  "A platform puts messages on the outbox of an authority's lane, and takes their outcomes from a queue of its own, which the gateway has for each configured platform.",
  'Each message on an outbox has its platform as `MessageGroupId`: by it SQS hands out messages of the others before those of a platform that puts more there than can be sent. The gateway counts messages without it.',
  'Both are delivered at least once: a reference is sent to the authority once, however often it is put there, and copies of an outcome have the same `id`.',
].join('\n\n');

const onOutcomes = {
  channel: { $ref: '#/channels/outcomes' },
  messages: [{ $ref: '#/channels/outcomes/messages/Outcome' }],
};
const stage = { stage: { description: 'The stage of the deployment, as in its configuration.' } };

function server(protocol: 'sqs' | 'sns', description: string): Json {
  return {
    host: `${protocol}.{region}.amazonaws.com`,
    protocol,
    description,
    variables: { region: { default: 'eu-west-3', description: 'The AWS region of the deployment.' } },
  };
}

function eachMessage<T>(make: (each: { authority: AuthorityName; entry: OutboundMessage }) => T): T[] {
  return authorityNames.flatMap((authority) => outboundMessages(authority).map((entry) => make({ authority, entry })));
}

function outbox(authority: AuthorityName): Json {
  return {
    address: names.lane(authority).outbox,
    title: `Outbox of ${contractOf(authority).title}`,
    description: `Messages to be sent to ${contractOf(authority).title}.`,
    servers: [{ $ref: '#/servers/sqs' }],
    parameters: stage,
    messages: Object.fromEntries(
      outboundMessages(authority).map((entry) => [entry.message, { $ref: `#/components/messages/${entry.message}` }]),
    ),
  };
}

const outcomes: Json = {
  address: names.outcomes,
  title: 'Outcomes',
  description: "Results of filings. A platform's queue receives its own by the message attribute `platform`.",
  servers: [{ $ref: '#/servers/sns' }],
  parameters: stage,
  messages: { Outcome: { $ref: '#/components/messages/Outcome' } },
};

function submit(authority: AuthorityName): Json {
  const channel = `#/channels/${outboxName(authority)}`;
  return {
    action: 'receive',
    title: `Submit to ${contractOf(authority).title}`,
    summary: `The gateway takes what is to be sent to ${contractOf(authority).title}.`,
    channel: { $ref: channel },
    messages: outboundMessages(authority).map(({ message: name }) => ({ $ref: `${channel}/messages/${name}` })),
    reply: onOutcomes,
  };
}

function message(authority: AuthorityName, entry: OutboundMessage): Json {
  const payload = { $ref: `#/components/schemas/${schemaName(entry, 'submission')}` };
  return {
    name: entry.message,
    title: entry.title,
    summary: `${entry.title} (${contractOf(authority).title}, ${entry.source}).`,
    contentType: 'application/json',
    ...(typeof entry.reference === 'string' && {
      correlationId: {
        description: 'The reference under which it is filed, and which its outcomes carry.',
        location: `$message.payload#${referenceAt(entry)}`,
      },
    }),
    payload: envelopeSchema(jsonSchema(submission()), authority, entry, payload),
    'x-certainty': entry.certainty,
  };
}

const outcomeMessage: Json = {
  name: 'Outcome',
  title: 'The result of a filing',
  contentType: 'application/json',
  correlationId: { description: 'The reference of the filing.', location: '$message.payload#/reference' },
  headers: {
    type: 'object',
    description: 'Message attributes, to filter by; one that is not known is left out.',
    properties: Object.fromEntries(
      ['authority', 'message', 'outcome', 'platform'].map((name) => [name, { type: 'string' }]),
    ),
    required: ['outcome'],
  },
  payload: { $ref: '#/components/schemas/Outcome' },
};
