import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** The folder in which running local gateways say how they are reached. */
const DIRECTORY = join('.declarant', 'running');

const runningGateway = z.object({
  pid: z.int().positive(),
  /** The configuration file, absolute. */
  config: z.string(),
  stage: z.string(),
  startedAt: z.string(),
  endpoints: z.object({
    sqs: z.string(),
    sns: z.string(),
    dynamodb: z.string(),
    secretsmanager: z.string(),
    ssm: z.string(),
    lambda: z.string(),
    /** One of an older version has none. */
    cloudwatch: z.string().optional(),
    s3: z.string().optional(),
  }),
  /** The URLs of each lane's outbox and dead letters, and of the platforms' own queues by their names. */
  queues: z.record(z.string(), z.record(z.string(), z.string())),
  table: z.string(),
  /** The URL of the callbacks. */
  callbackUrl: z.string().optional(),
  region: z.string(),
});
export type RunningGateway = z.infer<typeof runningGateway>;

/** The local gateways that were started below a directory and still run, newest first. */
export function runningGateways(directory: string): RunningGateway[] {
  return announcements(join(directory, DIRECTORY))
    .filter(({ pid }) => isAlive(pid))
    .sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
}

function announcements(directory: string): RunningGateway[] {
  let files: string[];
  try {
    files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return files.flatMap((name) => {
    try {
      return [runningGateway.parse(JSON.parse(readFileSync(join(directory, name), 'utf8')))];
    } catch {
      // Half written, gone in between, or of another version: as good as not running.
      return [];
    }
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
