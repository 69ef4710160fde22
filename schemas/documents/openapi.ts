import { type Refusal, refusals } from '../callback-answer.ts';
import {
  authorityNames,
  type CallbackRoute,
  callbackRoutes,
  callsBack,
  contractOf,
  inboundMessages,
} from '../catalogue.ts';
import type { Json } from '../json.ts';
import { certaintySentence, messageSchema, schemaName } from './json-schema.ts';

/** A part of a path that varies. */
const PATH_PART = /\{(\w+)\}/g;

/**
 * The OpenAPI document of the callbacks, which an operator gives to the authorities: every route with and without its
 * prefix, the messages on it, and what each answer asks of the caller.
 */
export function openApi(version: string): Json {
  const authorities = authorityNames.filter(callsBack);
  const routes = callbackRoutes(authorities);
  return {
    openapi: '3.1.0',
    info: { title: 'Declarant: callbacks', version, description: aboutTheApi },
    servers: [
      {
        url: 'https://{operator}',
        description: "The operator's callback URL; paths are served with and without their prefix.",
        variables: {
          operator: {
            default: 'callbacks.operator.example',
            description: 'Host of the operator, followed by a path where the gateway is served below one.',
          },
        },
      },
    ],
    security: [{ operatorToken: [] }],
    tags: authorities.map((authority) => ({ name: contractOf(authority).title })),
    paths: Object.fromEntries(routes.map((route) => [route.path, { post: operation(route) }])),
    components: {
      schemas: Object.fromEntries([
        ...authorities
          .flatMap(inboundMessages)
          .map((entry) => [schemaName(entry, 'wire'), messageSchema(entry, 'wire')]),
        ['Error', errorSchema],
        ['Taken', { type: 'object', description: 'Nothing more is to be said.' }],
      ]),
      responses: Object.fromEntries(answers.map(({ name, response }) => [name, response])),
      securitySchemes: {
        operatorToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that the operator gave the authority, in every call: `Authorization: Bearer …`.',
        },
      },
    },
  };
}

const aboutTheApi = [
  'The API at which an authority delivers its messages to the operator: JSON in UTF-8, by POST.',
  'A message counts as delivered when it was answered with 200, and may be sent more than once: it is known by its id.',
  'It is to be sent again only after a 500 or where no answer came in time; 400, 401 and 404 stay what they are until their cause is removed.',
  'Messages with properties that are not listed here are taken too.',
].join('\n\n');

function operation(route: CallbackRoute): Json {
  const { authority, path, arrivals } = route;
  const entries = arrivals.map(({ contract }) => contract);
  const names = [...path.matchAll(PATH_PART)].map(([, name = '']) => name);
  return {
    operationId: [authority, ...path.split('/').filter(Boolean)].join('_').replace(/[{}]/g, ''),
    summary: entries.map(({ message }) => message).join(' or '),
    description: entries
      .map(
        ({ message, title, source, certainty }) =>
          `**${message}**: ${title} (${source}). ${certaintySentence[certainty]}`,
      )
      .join('\n\n'),
    tags: [contractOf(authority).title],
    ...(names.length > 0 && {
      parameters: names.map((name) => ({
        name,
        in: 'path',
        required: true,
        description: `The authority's own reference, as ${name} in its messages.`,
        schema: { type: 'string', minLength: 1 },
      })),
    }),
    requestBody: {
      description: `The message; its id is at ${route.messageId}.`,
      required: true,
      content: { 'application/json': { schema: bodySchema(route) } },
    },
    responses: Object.fromEntries(
      answers.map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }]),
    ),
  };
}

/**
 * `anyOf` where messages share a route: a schema that is known only in part may match another message too. The sent
 * message decides which one it is.
 */
function bodySchema({ arrivals }: CallbackRoute): Json {
  const references = arrivals.map(({ contract }) => ({ $ref: `#/components/schemas/${schemaName(contract, 'wire')}` }));
  const [only, ...others] = references;
  return only && others.length === 0 ? only : { anyOf: references };
}

const errorSchema: Json = {
  type: 'object',
  description: 'The fault of a call.',
  properties: {
    errorCode: { type: 'string', description: 'The fault in one word.' },
    errorDescription: { type: 'string', description: 'The fault in a sentence.' },
  },
  required: ['errorCode', 'errorDescription'],
};

interface ApiResponse {
  status: string;
  name: string;
  response: Json;
}

const answers: readonly ApiResponse[] = [
  {
    status: '200',
    name: 'Taken',
    response: {
      description: 'The message is stored durably. It need not be sent again; if it is, nothing changes.',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Taken' } } },
    },
  },
  error(
    'Refused',
    'The body is empty, too large, not JSON in UTF-8, or names no filing. Correct it; do not send it again as it is.',
    refusals.notJson,
  ),
  error(
    'Unauthorised',
    'The token is missing or not the one agreed upon. Nothing was read. Correct the token; do not send it again as it is.',
    refusals.unauthorised,
  ),
  error(
    'UnknownUrl',
    'There is no such URL or method. Correct the URL; do not send it again as it is.',
    refusals.unknownUrl,
  ),
  error(
    'Unavailable',
    'The message could not be stored. Send the same one again later, as after a call without an answer.',
    refusals.technical,
  ),
];

/** @param refusal the example of its body */
function error(name: string, description: string, refusal: Refusal): ApiResponse {
  const example = { errorCode: refusal.code, errorDescription: refusal.description };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' }, example } };
  return { status: String(refusal.status), name, response: { description, content } };
}
