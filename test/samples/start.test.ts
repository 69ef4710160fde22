import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { closeServer, listen } from '../../local/listen.ts';
import { configure, declarant, ended, root } from '../desk/support/cli.ts';
import { creation, item, submissionOf } from '../support/messages.ts';

let cwd: string;
let blocker: Server;
let port: number;

/** A folder of its own, and a port that was free a moment ago. */
beforeEach(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'start-'));
  blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  port = (blocker.address() as AddressInfo).port;
  configure(cwd, port);
});
afterEach(async () => {
  await release();
  rmSync(cwd, { recursive: true });
});
const release = () => new Promise<void>((resolve) => (blocker.listening ? blocker.close(() => resolve()) : resolve()));
const files = ['--config', 'config.json', '--secrets', 'secrets.json'];

/** A request for an invalidation, as a follow-up. */
const invalidation = (reference: string, lrn: string, more: object) => ({
  submission: {
    authority: 'delta-h7',
    message: 'Request_Invalidation_H7',
    platform: 'shop-1',
    payload: {
      header: { operatorRequestReference: reference, invalidationMotivation: 'ordered by mistake' },
      declarations: [{ lrn }],
    },
  },
  ...more,
});

function sample(name: string, expected: object, payload: object, more: object = {}) {
  mkdirSync(path.join(cwd, 'own'), { recursive: true });
  const content = {
    title: `The sample ${name}`,
    expect: expected,
    submission: JSON.parse(submissionOf(payload)) as unknown,
    ...more,
  };
  writeFileSync(path.join(cwd, 'own', `${name}.json`), JSON.stringify(content));
}

/** `declarant start`, which runs until it is stopped. */
function startIn(argv: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(root, 'bin/declarant.mjs'), 'start', ...files, ...argv],
    {
      cwd,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const end = ended(child);
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => void (pattern.test(text) && resolve());
      child.stdout?.on('data', (part: string) => {
        text += part;
        look();
      });
      end.then(({ out, err }) => reject(new Error(`It ended before ${pattern}: ${out}${err}`)), reject);
    });
  return { child, end, until };
}

describe('npm start', () => {
  it('brings every sample to its expected end within 90 s, and exits with 0', { timeout: 120_000 }, async () => {
    await release();
    const from = Date.now();
    const { code, out, err } = await declarant(cwd, ['start', '--exit', '--json', ...files]);
    const summary = JSON.parse(out) as {
      ok: boolean;
      verdict: string;
      samples: { reference: string; differences: string[] }[];
    };
    expect(summary.samples.filter(({ differences }) => differences.length > 0)).toEqual([]);
    const count = readdirSync(path.join(root, 'samples')).filter((file) => /^\d/.test(file)).length;
    expect(summary).toMatchObject({ ok: true, verdict: `${count} of ${count} samples ended as they should` });
    expect(code).toBe(0);
    expect(Date.now() - from).toBeLessThan(90_000);

    expect(err).toMatch(
      /^The gateway, its customs and \d+ samples, all on this machine\n {2}✓ customs .* s .*\n {2}✓ gateway .* s .*\n {2}✓ platform .* s /,
    );
    expect(err).toMatch(/^ +\+\d+\.\d s {2}FR26-IOSS-0001 +accepted +(?:VLD|BAE) {3}26FR\w{14} {2}5 EUR$/m);
    expect(err).toMatch(/^✓ {2}FR26-IOSS-0001 +\d+ +26FR\w{14} +released +5 EUR +\d+\.\d s$/m);
    expect(err).toMatch(/^ +\+\d+\.\d s {2}FR26-REQ-0001 +request-decided +accepted {2}2 declarations {2}R\d+$/m);
    expect(err).toMatch(/^✓ {2}FR26-REQ-0002 +R\d+ +1 declaration +request refused +\d+\.\d s$/m);
    expect(err).toMatch(/^✓ {2}[0-9a-f-]{21}… +2 declarations +answered +\d+\.\d s$/m);
    expect(readFileSync(path.join(cwd, '.declarant/start.log'), 'utf8')).toContain('callback.stored');
    expect(readdirSync(path.join(cwd, '.declarant/running'))).toEqual([]);
  });

  it('with all lanes brings the samples of each to their ends, in one table', { timeout: 300_000 }, async () => {
    const others = [createServer(), createServer()] as const;
    const [tollPort, cielPort] = [await listen(others[0]), await listen(others[1])];
    for (const server of others) await closeServer(server);
    await release();
    const local = readFileSync(path.join(root, 'samples/config.local.json'), 'utf8')
      .replaceAll(':9000', `:${port}`)
      .replaceAll(':9100', `:${tollPort}`)
      .replaceAll(':9200', `:${cielPort}`);
    writeFileSync(path.join(cwd, 'all.json'), local);
    const argv = ['start', '--lanes', 'delta-h7,toll,ciel', '--exit', '--json', '--config', 'all.json'];
    const { code, out, err } = await declarant(cwd, argv);
    const summary = JSON.parse(out) as {
      verdict: string;
      samples: { file: string; authority: string; differences: string[] }[];
    };
    expect(summary.samples.filter(({ differences }) => differences.length > 0)).toEqual([]);
    const countOf = (folder: string) =>
      readdirSync(path.join(root, 'samples', folder)).filter((file) => /^\d/.test(file)).length;
    const count = countOf('') + countOf('toll') + countOf('ciel');
    expect(summary.verdict).toBe(`${count} of ${count} samples ended as they should`);
    const kept = new Set(summary.samples.map(({ file, authority }) => `${authority} in ${path.dirname(file)}`));
    expect(kept).toEqual(new Set(['delta-h7 in .', 'toll in toll', 'ciel in ciel']));
    expect(code).toBe(0);

    expect(err).toContain(`The gateway, its customs, Tolletaten, CIEL and ${count} samples, all on this machine\n`);
    expect(err).toMatch(/^ {3}REFERENCE +AUTHORITY +THEIR REFERENCE +ENDED AS +PAYABLE +TOOK +ERROR$/m);
    expect(err).toMatch(/^✓ {2}FR26-IOSS-0001 +delta-h7 +26FR\w{14} +released +5 EUR +\d+\.\d s$/m);
    expect(err).toMatch(/^✓ {2}N740:HC001 +toll +23NO00000000000003 +to-entry +\d+\.\d s$/m);
    expect(err).toMatch(/^✓ {2}N740:HC005 +toll +held +\d+\.\d s$/m);
    expect(err).toMatch(/^✓ {2}FR01300G00001\/2026-11 +ciel +50000\d\d +filed +\d+\.\d s$/m);
    expect(err).toMatch(/^✓ {2}FR01300GX0000\/2026-11 +ciel +50000\d\d +draft +\d+\.\d s$/m);
  });

  it('exits with 1 if a sample ended differently, and names the differences', { timeout: 120_000 }, async () => {
    sample('01-good', { status: 'answered', state: 'released', mrn: true }, creation('S-1'));
    sample(
      '02-wrong',
      { status: 'rejected', state: null, errors: ['H7_NAT_009'] },
      creation('S-2', 'A', [item(400, 'USD')]),
    );
    sample('03-odd', { status: 'rejected', state: null, mrn: false }, creation('S-3'));
    const asked = { status: 'answered', state: null, request: { decision: 'accepted' } };
    sample('04-followed', { status: 'answered', state: 'released' }, creation('S-4'), {
      // biome-ignore lint/suspicious/noThenProperty: as it stands in a sample
      then: [invalidation('R-4', 'S-4', { when: { state: 'under-control' }, expect: asked })],
    });
    await release();
    const { code, out } = await declarant(cwd, ['start', '--exit', '--samples', 'own', ...files]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /✗ S-2 {2}The sample 02-wrong {2}02-wrong\.json\n {4}its errors should be H7_NAT_009, and are H7_NAT_001\n/,
    );
    expect(out).toMatch(
      /✗ S-3 .*\n {4}it should be rejected, and is answered and released\n {4}it should have no MRN, and has 26FR\w{14}\n/,
    );
    expect(out).toMatch(
      /✗ R-4 .*\n {4}it should be answered and decided as accepted, and nothing is known of it\n {4}its Request_Invalidation_H7 was not submitted: S-4 was not heard to be under-control\n/,
    );
    expect(out).not.toMatch(/✗ S-[14]/);
    expect(out).toMatch(/1 of 4 samples ended as they should\n$/);
  });

  it('stays up until Ctrl-C, so that its hints can be tried', { timeout: 120_000 }, async () => {
    sample('01-good', { status: 'answered', state: 'released' }, creation('S-1'));
    await release();
    const { child, end, until } = startIn(['--samples', 'own']);
    await until(/Ctrl-C ends it\./);
    const submitted = await declarant(cwd, ['submit', 'own/01-good.json', '--lrn', 'MY-LRN-0001', '--wait']);
    expect(submitted.code).toBe(0);
    await until(/MY-LRN-0001 +accepted/);
    // npm may hand the terminal's Ctrl-C on to us, who had it already.
    child.kill('SIGINT');
    child.kill('SIGINT');
    const { code, out } = await end;
    expect(code).toBe(0);
    expect(out).toContain('npx declarant submit own/01-good.json --lrn MY-LRN-0001 --wait');
    expect(out).toContain(`http://127.0.0.1:${port}/__control`);
    expect(out).toMatch(/Ctrl-C ends it\.\n.*MY-LRN-0001 +accepted.*Ending …\n$/s);
    expect(existsSync(path.join(cwd, `.declarant/running/${child.pid}.json`))).toBe(false);
  });

  it('ends in order if it is stopped while it starts', { timeout: 120_000 }, async () => {
    sample('01-good', { status: 'answered', state: 'released' }, creation('S-1'));
    await release();
    const { child, end, until } = startIn(['--samples', 'own']);
    await until(/✓ customs/);
    child.kill('SIGTERM');
    const { code, out, err } = await end;
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/Ending …\n$/);
  });
});

describe('npm start does not start', () => {
  it('on a port in use, which it names in one sentence with a remedy', async () => {
    const { code, out, err } = await declarant(cwd, ['start', ...files]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      new RegExp(
        `^Port ${port} on 127\\.0\\.0\\.1 is in use, and .*: end what uses it .* start with --config COPY\\.\n$`,
      ),
    );
  });

  it('with an unknown option, which is wrong use', async () => {
    const { code, err } = await declarant(cwd, ['start', '--exot']);
    expect(code).toBe(2);
    expect(err).toContain("'--exot'");
  });

  it('with lanes that are not there, all of which it names', async () => {
    const { code, out, err } = await declarant(cwd, ['start', '--lanes', 'tol,toll', ...files]);
    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(
        /^--lanes: each lane must be called like an authority, .* \(found tol\); correct the name: /,
      ),
      expect.stringMatching(/^--lanes: each lane must be in the configuration \(found toll, and config\.json has /),
      '',
    ]);
  });

  it('with faulty samples, all of which it names', async () => {
    sample('01-a', { status: 'done', state: null }, creation('S-1'));
    sample('02-b', { status: 'sent', state: null }, creation('S-2'));
    sample('03-c', { status: 'sent', state: null }, creation('S-2'));
    const { code, err } = await declarant(cwd, ['start', '--samples', 'own', ...files]);
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^01-a\.json: \/expect\/status: /),
      '02-b.json and 03-c.json have the same reference S-2.',
      '',
    ]);
  });

  it('with faulty follow-ups, all of which it names', async () => {
    const good = { status: 'answered', state: 'released' };
    const when = { state: 'validated' };
    const { submission: _, ...bare } = invalidation('R', 'S', { when });
    sample('01-a', good, creation('S-1'), {
      // biome-ignore lint/suspicious/noThenProperty: as it stands in a sample
      then: [
        invalidation('R-1', 'S-1', { when }),
        invalidation('S-1', 'S-1', { when }),
        { submission: JSON.parse(submissionOf(creation('S-1'))), when, expect: good },
        invalidation('R-2', 'S-1', { when, expect: good, about: 'S-9' }),
        { ...bare, submission: { authority: 'delta-h7', message: 'Consult_H7' } },
      ],
    });
    // biome-ignore lint/suspicious/noThenProperty: as it stands in a sample
    sample('02-b', good, creation('S-2'), { then: [invalidation('R-3', 'S-2', { when: {}, expect: good })] });
    const { code, err } = await declarant(cwd, ['start', '--samples', 'own', ...files]);
    expect(code).toBe(2);
    expect(err.split('\n')).toEqual([
      '01-a.json: /then/0: R-1 is new, and how it is to end (expect) is not said.',
      '01-a.json: /then/1: S-1 is a declaration already.',
      '01-a.json: /then/2/expect: how S-1 is to end was said above.',
      '01-a.json: /then/4: its submission has no reference to follow it by.',
      '01-a.json: /then/3/about: S-9 is no reference of this file.',
      expect.stringMatching(/^02-b\.json: \/then\/0\/when: a status, a state or both/),
      '',
    ]);
  });

  it('with a configuration of the real customs', async () => {
    const file = path.join(cwd, 'config.json');
    const text = readFileSync(file, 'utf8').replace(/http:\/\/127[^"]*dh7/, 'https://customs.example/dh7');
    writeFileSync(file, text.replace('"pauseSeconds":1', '"pauseSeconds":60'));
    const { code, err } = await declarant(cwd, ['start', ...files]);
    expect(code).toBe(2);
    expect(err).toBe('config.json: the simulated customs needs lanes.delta-h7.baseUrl as http://127.0.0.1:PORT/dh7.\n');
  });
});
