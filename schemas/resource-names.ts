import type { AuthorityName } from './catalogue.ts';

/**
 * The physical names of a stage's resources, by which the desk finds the deployment, and one stack the other's
 * resources.
 */
export function resourceNames(stage: string) {
  const parameter = (name: string) => `/declarant/${stage}/${name}`;
  const named = (name: string) => `declarant-${stage}-${name}`;
  return {
    /** The stack of the resources that must outlive every deployment, and the stack of all others. */
    stateStack: named('state'),
    stack: named('gateway'),
    ledger: named('ledger'),
    /** The bucket of the archive: buckets of all accounts and regions share their names. */
    archive: (account: string, region: string) => named(`archive-${account}-${region}`),
    /** The table by which a filing is found in the archive. */
    archived: named('archived'),
    /** The function that archives, and its schedule. */
    archiver: named('archive'),
    outcomes: named('outcomes'),
    receiver: named('receive'),
    notifier: named('notify'),
    /** The queue of pointers to stored messages whose outcomes could not be published. */
    untold: named('untold'),
    /** The function that keeps the books, and the queue of its batches that were given up. */
    keeper: named('keep'),
    unkept: named('unkept'),
    housekeeping: named('housekeeping'),
    callbacks: named('callbacks'),
    /** The groups of logs: of a function, of the API's calls, and of the firewall, whose begins as AWS asks. */
    logs: {
      function: (name: string) => `/aws/lambda/${name}`,
      calls: `/aws/apigateway/${named('callbacks')}`,
      firewall: `aws-waf-logs-${named('callbacks')}`,
    },
    /** The topic of the alarms. */
    alarms: named('alarms'),
    /** The name of an alarm, by its kind and its subject. */
    alarm: (kind: string, of: readonly string[]) => named([kind, ...of].join('-')),
    dashboard: named('gateway'),
    /** The names of the queue with a platform's outcomes, and of its dead letter queue. */
    platform(name: string) {
      const { outcomes, deadLetters } = platformQueueNames(name);
      return { outcomes: named(outcomes), deadLetters: named(deadLetters) };
    },
    lane: (authority: AuthorityName) => ({
      outbox: named(`${authority}-outbox`),
      deadLetters: named(`${authority}-dead-letters`),
      sender: named(`${authority}-send`),
    }),
    /** Parameters in Systems Manager that hold the addresses of everything. */
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
