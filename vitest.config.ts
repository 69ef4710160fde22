import { configDefaults, defineConfig } from 'vitest/config';
import { registers, type World, worlds } from './test/support/worlds.ts';

/** Tests that take minutes and rarely break: each has a command of its own, which `.ci/run` runs shortened. */
const long = [
  'test/*/integration/**',
  'test/arrival/**',
  'test/attack/**',
  'test/delta-h7/archive/crashes.test.ts',
  'test/delta-h7/archive/running.test.ts',
  'test/crashes/**',
  'test/lost/**',
  'test/delta-h7/desk/command-line.test.ts',
  'test/delta-h7/desk/doctor.test.ts',
  'test/delta-h7/desk/lanes-command-line.test.ts',
  'test/documents/commands.test.ts',
  'test/infra/alarms/local-run.test.ts',
  'test/infra/rules.test.ts',
  'test/integration/deployed-node.test.ts',
  'test/integration/large-messages.test.ts',
  'test/integration/long-outage.test.ts',
  'test/integration/logs.test.ts',
  'test/integration/notifying.test.ts',
  'test/integration/official-names.test.ts',
  'test/integration/odd-answers.test.ts',
  'test/integration/order.test.ts',
  'test/integration/outages.test.ts',
  'test/integration/platforms-apart.test.ts',
  'test/integration/poison.test.ts',
  'test/integration/untold.test.ts',
  'test/local/every-resource.test.ts',
  'test/local/synth.test.ts',
  'test/local/table-stream.test.ts',
  'test/samples/start.test.ts',
  'test/bench/textbook.test.ts',
  'test/console/browser/**',
  'test/local/write-units.test.ts',
  'test/stub/**',
];

/** The settings of every test. */
export const common = {
  // By the line on which a test stands, its run is found again in docs/conformance.md.
  includeTaskLocation: true,
  // Said once by the documentation is enough: the gateway is deployed on a newer Node.
  env: {
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // A service of AWS that a test gives no stand-in is reached nowhere: this port of this machine answers nothing.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    // An app's templates are checked against CloudFormation's schemas in a test of their own, not in each that makes one.
    CDK_VALIDATION: 'false',
  },
  testTimeout: 60_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
  // A file's JavaScript is kept on disk under the digest of its text, and not made again by the next command.
  experimental: { fsModuleCache: true },
  // One more than the cores of a small machine: the long tests wait for answers most of their time.
  maxWorkers: 3,
};

const exclude = [...configDefaults.exclude, ...long];

export default defineConfig({
  test: {
    ...common,
    globalSetup: ['test/support/closing-lines.ts'],
    projects: Object.entries(worlds()).map(([world, include]) => ({
      test: { ...common, name: world, include, exclude, ...sharing(world as World) },
    })),
  },
});

/** The settings of a world whose files share a worker's modules. */
function sharing(world: World): { isolate: boolean; setupFiles: string[] } | undefined {
  if (world === 'isolated') return undefined;
  const register = world === 'lanes' ? [] : [registers[world]];
  return { isolate: false, setupFiles: [...register, 'test/support/left-as-found.ts'] };
}
