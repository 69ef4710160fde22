import { describe, it, type TestOptions } from 'vitest';
import { findJava, OLDEST_JAVA } from '../../local/stand-ins/java.ts';
import type { Engine } from './dynamodb.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** A requirement on the machine: the closing lines count the tests that did not run for the lack of it. */
    needs?: string;
  }
}

export const JAVA = `Java ${OLDEST_JAVA} or newer`;

/** The options of a test that needs Amazon's own DynamoDB Local: skipped where the machine has no Java for it. */
export const needsJava: TestOptions = { skip: findJava() === undefined, meta: { needs: JAVA } };

/** Every DynamoDB that there is on one machine. */
const engines: readonly Engine[] = ['dynalite', 'dynamodb-local'];

const optionsOf = (engine: Engine): TestOptions => (engine === 'dynalite' ? {} : needsJava);

/** A `describe` on each DynamoDB; its name says `%s` where that one is named. */
export function describeOnEngines(name: string, suite: (engine: Engine) => void): void {
  describeOn(engines, name, suite);
}

/**
 * A `describe` of a whole gateway, which takes long: on one DynamoDB, or on each where ENGINES is `all`
 * (`npm run engines`). The tests of what is stored meet both in any run.
 * @param usual the one; dynalite where the machine has no Java
 */
export function describeOnAnEngine(name: string, usual: Engine, suite: (engine: Engine) => void): void {
  const one = usual === 'dynamodb-local' && needsJava.skip ? 'dynalite' : usual;
  describeOn(process.env['ENGINES'] === 'all' ? engines : [one], name, suite);
}

function describeOn(those: readonly Engine[], name: string, suite: (engine: Engine) => void): void {
  for (const engine of those) describe(name.replace('%s', engine), optionsOf(engine), () => suite(engine));
}

/** An `it` on each DynamoDB. */
export function itOnEngines(name: string, options: TestOptions, test: (engine: Engine) => Promise<void>): void {
  for (const engine of engines) {
    it(name.replace('%s', engine), { ...options, ...optionsOf(engine) }, () => test(engine));
  }
}
