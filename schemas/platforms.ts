import * as z from 'zod';
import { platformName } from './platform-name.ts';
import { platformQueueNames } from './resource-names.ts';

const ACCOUNT = /^\d{12}$/;
const ROLE = /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;
const UNIQUE_ID = /^A(ROA|IDA)[A-Z0-9]{4,124}$/;
/** The most principals configured for a queue: its policy holds 50, and a few are left for the operator to add. */
const MOST_PRINCIPALS = 45;

/** A list that is not empty and has no entry twice. */
const listOf = (form: RegExp, rule: string) =>
  z
    .array(z.string().regex(form, rule))
    .min(1, 'at least one; leave it out where there is none')
    .refine((entries) => new Set(entries).size === entries.length, 'name each once');

const described = z.strictObject({
  name: platformName(),
  /** Accounts that may send to the outboxes and take from the platform's own queue. */
  accounts: listOf(ACCOUNT, 'an AWS account: 12 digits').optional(),
  /** Roles that may do the same. */
  roles: listOf(ROLE, 'the ARN of a role: arn:aws:iam::111122223333:role/NAME').optional(),
  /** The unique ids of the only roles or users that may submit under the platform's name. */
  senders: listOf(
    UNIQUE_ID,
    'the unique id of a role (AROA…) or a user (AIDA…), as "aws iam get-role" gives it, without a session',
  ).optional(),
});

/** A configured platform. */
export type PlatformConfiguration = z.infer<typeof described>;
type Given = string | PlatformConfiguration;

/** The platforms, each with a queue for the outcomes of its own submissions. */
export const platforms = z
  .array(z.union([platformName(), described], "a platform's name, or an object with its name"))
  .superRefine((given, context) => {
    for (const { index, rule } of clashes(given)) {
      const path = typeof given[index] === 'string' ? [index] : [index, 'name'];
      context.addIssue({ code: 'custom', path, message: rule });
    }
    const principals = new Set(
      given.map(platformOf).flatMap(({ accounts = [], roles = [] }) => [...accounts, ...roles]),
    );
    if (principals.size > MOST_PRINCIPALS) {
      const message = `at most ${MOST_PRINCIPALS} accounts and roles in all, which is what a queue's policy takes`;
      context.addIssue({ code: 'custom', message });
    }
  })
  .default([]);

/** The platforms as objects, also those that the configuration gives by name alone. */
export function platformsOf(given: readonly Given[]): PlatformConfiguration[] {
  return given.map(platformOf);
}

const platformOf = (given: Given): PlatformConfiguration => (typeof given === 'string' ? { name: given } : given);

/** The platforms whose queue would have the same name as another's: `a.b` beside `a-b`, `x-dead` beside `x`. */
function clashes(given: readonly Given[]): { index: number; rule: string }[] {
  const taken = new Map<string, string>();
  return given.flatMap((one, index) => {
    const { name } = platformOf(one);
    const queues = Object.values(platformQueueNames(name));
    const other = queues.map((queue) => taken.get(queue)).find((owner) => owner !== undefined);
    if (other === name) return [{ index, rule: 'name each platform once' }];
    if (other !== undefined)
      return [{ index, rule: `another name: its queues would be called like those of ${other}` }];
    for (const queue of queues) taken.set(queue, name);
    return [];
  });
}
