import * as z from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A URL over HTTPS, or over plain HTTP to this machine; without credentials, query or fragment. */
export const safeUrl = z
  .string()
  .superRefine((value, context) => {
    const fault = urlFault(value);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ format: 'uri' });

function urlFault(value: string): string | undefined {
  if (!URL.canParse(value)) return 'must be a URL';
  const url = new URL(value);
  if (url.username || url.password) return 'must hold no user name or password';
  if (url.search || url.hash) return 'must hold no query and no fragment';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:' && LOOPBACK.has(url.hostname)) return undefined;
  return 'must be https (plain http is taken for loopback addresses only)';
}

/** The name of a secret in Secrets Manager; never its value. */
export const secretName = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@-]{1,200}$/, 'name of a secret: up to 200 letters, digits and /_+=.@-');

/** Our part of an authority's rate, which its operators have in common. */
export function share(ceilings: { perSecond: number; perHour: number }) {
  return z.strictObject({
    perSecond: z
      .number()
      .positive('more than 0')
      .max(ceilings.perSecond, `at most ${ceilings.perSecond} messages a second`),
    perHour: z
      .int('whole number')
      .positive('more than 0')
      .max(ceilings.perHour, `at most ${ceilings.perHour} messages an hour`),
  });
}

/** [H7-S3] 99 % of messages are answered within 30 minutes (§2.3.3). */
export const OVERDUE_MINUTES = 30;

/** What every lane has, whichever the authority. */
export const laneBase = {
  /** The name of the secret that holds the credentials. */
  credentialsSecret: secretName,
  /** After how long without an answer a call counts as timed out. */
  timeoutSeconds: z.int('whole number').min(1).max(30, 'at most 30 s').default(20),
  /** For how long nothing is sent after a 500 or a timeout; shorter than a minute only against loopback. */
  pauseSeconds: z.number().min(0.1).max(3600).default(60),
  /** When a message that the authority took and then failed on technically is sent again: not said by the contract (§2.3.6.1). */
  technicalReplay: z
    .strictObject({
      delaySeconds: z.int('whole number').min(1).max(86_400, 'at most a day').default(300),
      times: z.int('whole number').min(0).max(100, 'at most 100').default(5),
    })
    .prefault({}),
  /** After how many minutes without its answer a message is reported as overdue (§2.3.3). */
  overdueMinutes: z.int('whole number').min(1).max(1440, 'at most a day').default(OVERDUE_MINUTES),
  /** For how many minutes a message waits for a declaration of which nothing is known yet: no order is kept between messages. */
  waitForDeclarationMinutes: z.int('whole number').min(0).max(10_080, 'at most a week').default(60),
  /** How many sender instances may run at once: 2 is the least that an event source mapping takes. */
  maximumConcurrency: z.int('whole number').min(2, 'at least 2').max(100, 'at most 100').default(2),
  /** How many messages a sender takes at once. */
  batchSize: z.int('whole number').min(1).max(1000, 'at most 1000').default(100),
};
