#!/usr/bin/env node
// Plain JavaScript, and nothing imported before the version is known: an old Node must reach this sentence.
const LEAST = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
  process.stderr.write(
    `Declarant needs Node.js ${LEAST.join('.')} or newer; this is ${process.versions.node}. Install a newer one and try again.\n`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await run(process.argv.slice(2));
}

/** `start` and `local` run a gateway here; everything else is the operator's desk. */
async function run(argv) {
  const [command, ...rest] = argv;
  // The SDK's warning about Node 20 would stand above every answer, and a newer Node is not needed.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // A reader of only the beginning of a long answer has seen enough.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const { register } = await import('tsx/esm/api');
  // Its own settings say how pages are compiled, wherever it is run from.
  register({ tsconfig: `${import.meta.dirname}/../tsconfig.json` });
  if (command === 'start' || command === 'local') endWithNpm();
  switch (command) {
    case 'start':
      return (await import('../local/start.ts')).start(rest);
    case 'local':
      return (await import('../local/main.ts')).local(rest);
    default:
      return (await import('../desk/main.ts')).desk(argv);
  }
}

/**
 * `npm run` hands SIGTERM to its shell, which ends without handing it on. A gateway that npm started
 * therefore ends once its parent is gone, as if it had been told itself.
 */
function endWithNpm() {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
