import * as z from 'zod';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
export const isLoopback = ({ hostname }: URL) => LOOPBACK.has(hostname);

/** The private IPv4 addresses (RFC 1918 §3). A URL has them in this form, however they were written. */
const PRIVATE = /^(?:10\.\d+|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.\d+\.\d+$/;
export const isPrivate = ({ hostname }: URL) => PRIVATE.test(hostname);

/** A URL over HTTPS, or over plain HTTP to this machine; without credentials, query or fragment. */
export const safeUrl = urlWithPlain(isLoopback, 'loopback addresses');

/** A URL as `safeUrl`, or over plain HTTP to a private IPv4 address: only for a lane whose authority is on a private line. */
export const privateUrl = urlWithPlain((url) => isLoopback(url) || isPrivate(url), 'private and loopback addresses');

function urlWithPlain(mayBePlain: (url: URL) => boolean, which: string) {
  const faultOf = (value: string) => {
    if (!URL.canParse(value)) return 'must be a URL';
    const url = new URL(value);
    if (url.username || url.password) return 'must hold no user name or password';
    if (url.search || url.hash) return 'must hold no query and no fragment';
    if (url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain(url))) return undefined;
    return `must be https (plain http is taken for ${which} only)`;
  };
  return z
    .string()
    .superRefine((value, context) => {
      const message = faultOf(value);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .meta({ format: 'uri' });
}

/** The URLs of a lane, by the names of their settings: `baseUrl`, or `feed.listUrl` within a part of it. */
export function urlsOf(lane: object): [name: string, url: URL][] {
  return Object.entries(lane).flatMap(([name, value]: [string, unknown]): [string, URL][] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return urlsOf(value).map(([inner, url]) => [`${name}.${inner}`, url]);
    return name.endsWith('Url') && typeof value === 'string' ? [[name, new URL(value)]] : [];
  });
}

/** The name of a secret in Secrets Manager; never its value. */
export const secretName = z
  .string()
  .regex(/^[A-Za-z0-9/_+=.@-]{1,200}$/, 'name of a secret: up to 200 letters, digits and /_+=.@-');

/** The path of a JSON file, absolute or from the configuration's folder. */
export const laneFile = z.string().min(1).max(300, 'at most 300 characters');

/** Our share of a rate that all operators of an authority have in common. */
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

/**
 * The seconds without an answer after which a call counts as timed out.
 * @param most the most that a lane may name: above 30 only where an authority's calls need no token
 */
export function callSeconds(most: number, usual: number) {
  return z.int('whole number').min(1).max(most, `at most ${most} s`).default(usual);
}

/** The most seconds of a call without a token: the time of its sender follows from it, and Lambda limits that. */
export const LONGEST_CALL_SECONDS = 400;

/** The settings of every lane, whichever the authority. */
export const laneBase = {
  /** The name of the secret that holds the credentials. */
  credentialsSecret: secretName,
  timeoutSeconds: callSeconds(30, 20),
  /** Seconds without sending after a 500 or a timeout; below a minute only against loopback. */
  pauseSeconds: z.number().min(0.1).max(3600).default(60),
  /**
   * Delays before a message is sent again that the authority accepted and then failed on technically [H7-Etech].
   */
  technicalReplay: z
    .strictObject({
      delaySeconds: z.int('whole number').min(1).max(86_400, 'at most a day').default(300),
      times: z.int('whole number').min(0).max(100, 'at most 100').default(5),
    })
    .prefault({}),
  /** Minutes without an answer after which a message is reported as overdue [H7-S3]. */
  overdueMinutes: z.int('whole number').min(1).max(1440, 'at most a day').default(30),
  /** Minutes that a message waits for a declaration that is still unknown: queues keep no order between messages. */
  waitForDeclarationMinutes: z.int('whole number').min(0).max(10_080, 'at most a week').default(60),
  /** The most sender instances at once: 2 is the least that an event source mapping takes. */
  maximumConcurrency: z.int('whole number').min(2, 'at least 2').max(100, 'at most 100').default(2),
  /**
   * The seconds in which the authority usually answers a call, by which the senders are sized. Unsure: no authority
   * states it, so the default is a slow one's.
   */
  answerSeconds: z.number().min(0.01).max(LONGEST_CALL_SECONDS, `at most ${LONGEST_CALL_SECONDS} s`).default(2),
  /** The most messages in a sender's batch; by default as many as its share needs, at least 100. */
  batchSize: z.int('whole number').min(1).max(1000, 'at most 1000').optional(),
};
