import type { EventDefinition } from './event-definition.ts';
import { countOf, lane, laneAndMessage } from './event-parts.ts';

/** The events of callbacks, of their outcomes and of their token. */
export const callbackEvents = {
  'callback.stored': {
    means: 'A callback was stored; its outcome is published next.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: countOf('CallbackStored'),
    fields: ['reference', 'messageId'],
  },
  'callback.repeated': {
    means: 'A callback came again that is stored already.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: countOf('CallbackRepeated'),
    fields: ['reference', 'messageId'],
  },
  'callback.conflicting': {
    means: 'A callback came under the messageId of another, with another body; both are kept and published.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: countOf('CallbackConflicting'),
    fields: ['reference', 'messageId'],
  },
  'callback.drift': {
    means: 'A callback departs from the contract as known here; it is kept all the same.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: countOf('ContractDrift'),
    fields: ['faults'],
  },
  'callback.refused': {
    means: 'A call of the callback API was refused: 400, 401 or 404.',
    level: 'info',
    dimensions: ['status'],
    metrics: countOf('CallbackRefused'),
    fields: ['route', 'code'],
  },
  'callback.unreadable': {
    means: 'A call with the right token was refused: it is kept, and listed as unreadable.',
    level: 'error',
    dimensions: lane,
    metrics: countOf('CallbackUnreadable'),
    fields: ['route', 'code'],
  },
  'callback.failed': {
    means: 'A callback could not be taken (500): the authority sends it again.',
    level: 'error',
    dimensions: [],
    metrics: countOf('CallbackFailed'),
    fields: ['route', 'error', 'code'],
  },
  'notification.failed': {
    means: 'The outcome of a stored callback could not be published: it is tried again.',
    level: 'error',
    dimensions: [],
    metrics: countOf('NotificationFailed'),
    fields: ['authority', 'reference', 'entry', 'error', 'code'],
  },
  'callback.put-aside': {
    means: 'This code cannot publish the outcome of a callback, however often it tries: a pointer to it was put aside.',
    level: 'error',
    dimensions: [],
    metrics: countOf('CallbackPutAside'),
    fields: ['authority', 'reference', 'kind', 'entry', 'messageId', 'error', 'code'],
  },
  'callback-token.used': {
    means: 'Callbacks come with this version of the token; each instance reports it at most once an hour.',
    level: 'info',
    dimensions: ['token'],
    metrics: countOf('CallbackTokenUsed'),
    fields: [],
  },
  'callback-token.unnoted': {
    means: 'The version of the token that callbacks come with could not be noted; the callbacks were taken.',
    level: 'error',
    dimensions: [],
    metrics: countOf('CallbackTokenUnnoted'),
    fields: ['error', 'code'],
  },
} as const satisfies Record<string, EventDefinition>;
