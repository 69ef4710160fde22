import type { TestCase, TestModule, TestProject } from 'vitest/node';
import { findJava } from '../../local/stand-ins/java.ts';
import { digestOf, keepRuns, type Run } from '../conformance/runs.ts';

/** Keeps the result of each test for `npm run conformance`, and prints at the end which tests did not run, and why. */
export default function closingLines({ vitest }: TestProject): () => void {
  return () => {
    // A run narrowed by a pattern of names says nothing about the tests that it left out.
    if (vitest.config.testNamePattern !== undefined) return;
    const modules = vitest.state.getTestModules();
    keepRuns(Object.fromEntries(modules.map((module) => [module.relativeModuleId, runOf(module)])));
    const lines = linesOf(modules.flatMap(testsOf), findJava()?.version);
    if (lines.length > 0) process.stdout.write(`\n${lines.join('\n')}\n`);
  };
}

function runOf(module: TestModule): Run {
  const run: Run = { digest: digestOf(module.relativeModuleId), passed: [], failed: [], skipped: [] };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    run[state === 'pending' ? 'skipped' : state].push(test.location?.line ?? 0);
  }
  return run;
}

/** The part of a test that the closing lines need. */
export interface EndedTest {
  file: string;
  /** The test's requirement on the machine. */
  needs: string | undefined;
  ran: boolean;
}

function testsOf(module: TestModule): EndedTest[] {
  const ended = (test: TestCase): EndedTest => ({
    file: module.relativeModuleId,
    needs: test.meta().needs,
    ran: ['passed', 'failed'].includes(test.result().state),
  });
  return [...module.children.allTests()].map(ended);
}

/**
 * Lines on the tests that did not run, by the missing requirement, with counts by file; and on the Java of those that
 * ran.
 */
export function linesOf(tests: readonly EndedTest[], java: number | undefined): string[] {
  const lines: string[] = [];
  for (const needs of new Set(tests.map((test) => test.needs))) {
    const these = tests.filter((test) => test.needs === needs);
    const left = these.filter(({ ran }) => !ran);
    if (needs !== undefined && left.length < these.length) {
      const count = `${these.length - left.length} tests that need ${needs} ran`;
      lines.push(java === undefined || !needs.startsWith('Java') ? `${count}.` : `${count}, on Java ${java}.`);
    }
    if (left.length === 0) continue;
    lines.push(
      needs === undefined
        ? `${left.length} tests did not run, skipped by their files or by what failed before them:`
        : `${left.length} tests did not run: they need ${needs}, and this machine has none.`,
    );
    for (const file of new Set(left.map((test) => test.file)))
      lines.push(`  ${left.filter((test) => test.file === file).length} of ${file}`);
  }
  return lines;
}
