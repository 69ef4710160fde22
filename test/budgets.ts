import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { bundle, evaluatedIn } from '../bench/support/bundle.ts';
import { clientsOnly, importTimes } from '../bench/support/import-time.ts';
import { replacedWithout } from '../infra/bundling.ts';
import { laneConstants, senderConstants } from '../infra/lanes/sender-constants.ts';
import { authorityNames } from '../schemas/catalogue.ts';
import { parseConfiguration } from '../schemas/configuration.ts';
import { type Budget, budgets, IMPORT_RATIO } from './budgets/allowances.ts';
import { type DeployedFunction, deployedFunctions } from './budgets/deployed.ts';
import { overruns } from './budgets/overruns.ts';
import { root } from './support/files.ts';

/** Enough processes to compare the two imports on a busy machine; otherwise the measurement is repeated. */
const PROCESSES = [7, 15];

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** The configuration by which `npm run synth` synthesizes: a part of the sender's bundle. */
const { context } = JSON.parse(readFileSync(path.join(root, 'cdk.json'), 'utf8')) as { context: { config: string } };
const text = readFileSync(path.join(root, context.config), 'utf8');
const configuration = parseConfiguration(text, path.join(root, context.config));

/** The overruns of a synthesized function. */
async function checked(
  { entry, leftOut, ...allowance }: Budget,
  folder: string,
  { name, file, env }: DeployedFunction,
): Promise<string[]> {
  const authority = authorityNames.find((one) => entry.startsWith(`authorities/${one}/`));
  const constants = authority ? senderConstants(configuration, authority) : laneConstants(configuration);
  const built = path.join(folder, `${name}.mjs`);
  const metafile = await bundle(`export * from './functions/${entry}'`, built, replacedWithout(leftOut), constants);
  const [bytes, here] = [statSync(file).size, statSync(built).size];
  const found = overruns(metafile, bytes, allowance);
  if (bytes !== here) found.push(`cdk.out is of other sources (${bytes} bytes, ${here} now): npm run synth`);
  // The grown parts say more than the time.
  const ratio = found.length === 0 ? await importRatio(metafile, file, env, folder) : undefined;
  if (ratio !== undefined && ratio > IMPORT_RATIO)
    found.push(`its import takes ${ratio.toFixed(2)} times as long as its SDK clients alone, of ${IMPORT_RATIO}`);
  const { modules, bytes: atImport } = evaluatedIn(metafile);
  say(`${found.length === 0 ? 'within' : 'OVER'} budget: ${name}`);
  say(`  ${bytes} of ${allowance.bytes} bytes`);
  say(
    `  ${atImport} of ${allowance.evaluated.bytes} bytes evaluated, ${modules} of ${allowance.evaluated.modules} modules`,
  );
  if (ratio !== undefined) say(`  import ${ratio.toFixed(2)} × its SDK clients alone, of ${IMPORT_RATIO}`);
  for (const line of found) say(`  OVER: ${line}`);
  return found;
}

/** The import time as a multiple of that of its SDK clients alone. */
async function importRatio(metafile: Metafile, deployed: string, env: Record<string, string>, folder: string) {
  const clients = path.join(folder, 'clients.mjs');
  await bundle(clientsOnly(metafile), clients, {});
  let ratio = Number.POSITIVE_INFINITY;
  for (const processes of PROCESSES) {
    const times = await importTimes({ deployed, clients, env, folder }, processes);
    ratio = times.deployed / times.clients;
    if (ratio <= IMPORT_RATIO) break;
  }
  return ratio;
}

const folder = mkdtempSync(path.join(tmpdir(), 'declarant-budgets-'));
try {
  const functions = deployedFunctions(path.join(root, 'cdk.out'));
  let over = 0;
  for (const [role, budget] of Object.entries(budgets)) {
    const deployed = functions.filter(({ name }) => name.endsWith(`-${role}`));
    if (deployed.length === 0) say(`OVER budget: ${role} was not found in cdk.out`);
    for (const one of deployed) over += (await checked(budget, folder, one)).length;
    over += deployed.length === 0 ? 1 : 0;
  }
  const roles = new RegExp(`-(${Object.keys(budgets).join('|')})$`);
  for (const { name } of functions.filter((one) => !roles.test(one.name))) {
    say(`OVER budget: ${name} has none`);
    over += 1;
  }
  process.exitCode = over > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
