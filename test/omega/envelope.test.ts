import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { envelope } from '../../desk/authorities/omega/envelope.ts';
import { builtInDescriptor } from '../../schemas/omega/descriptor/built-in.ts';
import { writeRequest } from '../../schemas/omega/soap/write-request.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { fullRequest, requester } from '../schemas/omega/support/requests.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'envelope-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, value: unknown): string {
  const place = path.join(folder, name);
  writeFileSync(place, JSON.stringify(value));
  return place;
}

const configuration = (more: object = {}) =>
  file('prod.json', {
    stage: 'prod',
    region: 'eu-west-3',
    lanes: {
      omega: {
        verifyUrl: 'https://omega.example/a',
        createUrl: 'https://omega.example/b',
        ...requester,
        credentialsSecret: 'declarant/prod/omega/credentials',
        ...more,
      },
    },
  });

async function written(options: { file: string; config: string; step?: string; json?: boolean }) {
  const { terminal, out, err } = keptTerminal();
  expect(await envelope(options, terminal)).toBe(0);
  return { out: out.join('\n'), err: err.join('\n') };
}

describe('declarant envelope', () => {
  it('[OM-5] writes what would be sent, by the built-in descriptor', async () => {
    const request = file('request.json', fullRequest);
    const { body, headers } = writeRequest('CreerDemandeTJDC', fullRequest, requester, builtInDescriptor);
    const { out, err } = await written({ file: request, config: configuration() });
    expect(out).toBe(body);
    expect(err).toContain(`soapaction: ${headers['soapaction']}`);
  });

  it('[OM-5] takes an envelope of the outbox, the step, and the descriptor that the lane names', async () => {
    const descriptor = { ...builtInDescriptor, soap: '1.2' as const, names: { NumeroPCE: 'pce' } };
    file('omega.descriptor.json', descriptor);
    const message = { authority: 'omega', message: 'CreerDemandeTJDC', platform: 'a', reference: 'R-1' };
    const submitted = file('envelope.json', { ...message, payload: fullRequest });
    const config = configuration({ descriptor: 'omega.descriptor.json' });
    const step = 'VerifierRecevabiliteTJDC';
    const { out } = await written({ file: submitted, config, step, json: true });
    expect(JSON.parse(out)).toEqual(writeRequest(step, fullRequest, requester, descriptor));
  });

  it('takes a sample', async () => {
    const sample = file('sample.json', { title: 'a title', submission: { payload: fullRequest } });
    const { body } = writeRequest('CreerDemandeTJDC', fullRequest, requester, builtInDescriptor);
    expect((await written({ file: sample, config: configuration() })).out).toBe(body);
  });

  it.each([
    ['an unknown step', { step: 'Creer' }, fullRequest, 'give one of VerifierRecevabiliteTJDC, CreerDemandeTJDC'],
    ['a request with faults', {}, { ...fullRequest, CodePostal: '1' }, '/CodePostal: postcode of five digits'],
    ['several requests', {}, [fullRequest, fullRequest], '(the whole): an object'],
    ['no request', {}, 7, 'Nothing was written.'],
    ['no file', { file: 'nowhere.json' }, fullRequest, 'nowhere.json cannot be read as JSON'],
  ])('is wrong use with %s', async (_, options, content, text) => {
    const request = file('request.json', content);
    const call = envelope({ file: request, config: configuration(), ...options }, keptTerminal().terminal);
    await expect(call).rejects.toThrow(text);
    await expect(call).rejects.toMatchObject({ exitCode: 2 });
  });

  it('is wrong use with a descriptor that has a fault, by its place', async () => {
    file('omega.descriptor.json', { ...builtInDescriptor, soap: '2.0' });
    const options = {
      file: file('request.json', fullRequest),
      config: configuration({ descriptor: 'omega.descriptor.json' }),
    };
    await expect(envelope(options, keptTerminal().terminal)).rejects.toThrow(
      /\/lanes\/omega\/descriptor.*at \/soap: one of 1.1, 1.2/,
    );
  });
});
