import type { AuthorityName } from './catalogue.ts';

/** The physical names of a stage's resources: how the desk finds what was deployed, and one stack the other's. */
export function resourceNames(stage: string) {
  const parameter = (name: string) => `/declarant/${stage}/${name}`;
  const named = (name: string) => `declarant-${stage}-${name}`;
  return {
    /** The stack of what must outlive every deployment, and that of all else. */
    stateStack: named('state'),
    stack: named('gateway'),
    ledger: named('ledger'),
    outcomes: named('outcomes'),
    receiver: named('receive'),
    notifier: named('notify'),
    /** The queue of where the callbacks are that platforms could not be told of. */
    untold: named('untold'),
    housekeeping: named('housekeeping'),
    callbacks: named('callbacks'),
    /** The topic of the alarms. */
    alarms: named('alarms'),
    /** An alarm, by its kind and whose it is. */
    alarm: (kind: string, of: readonly string[]) => named([kind, ...of].join('-')),
    dashboard: named('gateway'),
    /** The queue with a platform's outcomes, and what could not be delivered to it or taken from it. */
    platform(name: string) {
      const { outcomes, deadLetters } = platformQueueNames(name);
      return { outcomes: named(outcomes), deadLetters: named(deadLetters) };
    },
    lane: (authority: AuthorityName) => ({
      outbox: named(`${authority}-outbox`),
      deadLetters: named(`${authority}-dead-letters`),
      sender: named(`${authority}-send`),
    }),
    /** Parameters in Systems Manager from which others learn where everything is. */
    parameters: {
      version: parameter('version'),
      callbackUrl: parameter('callback-url'),
      ledger: parameter('ledger-table'),
      ledgerStream: parameter('ledger-stream'),
      outcomes: parameter('outcomes-topic'),
      platform: (name: string) => parameter(`platforms/${name}/outcomes-queue-url`),
      lane: (authority: AuthorityName) => ({
        outbox: parameter(`${authority}/outbox-url`),
        deadLetters: parameter(`${authority}/dead-letters-url`),
      }),
    },
  };
}

/** The names of a platform's queues within a stage: SQS takes no dots in a queue's name. */
export function platformQueueNames(name: string): { outcomes: string; deadLetters: string } {
  const outcomes = `outcomes-${name.replaceAll('.', '-')}`;
  return { outcomes, deadLetters: `${outcomes}-dead` };
}
