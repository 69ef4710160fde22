import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withoutMark } from '../../../schemas/exact-json.ts';
import { faultLine, schemaFaults, valueAt } from '../../../schemas/fault.ts';
import { builtInDescriptor } from '../../../schemas/omega/descriptor/built-in.ts';
import type { Descriptor } from '../../../schemas/omega/descriptor/form.ts';
import type { OmegaLane } from '../../../schemas/omega/lane.ts';
import { type TjdcRequest, tjdcRequest } from '../../../schemas/omega/request.ts';
import { writeRequest } from '../../../schemas/omega/soap/write-request.ts';
import { type Step, stepFields } from '../../../schemas/omega/steps.ts';
import { DeskFault } from '../../fault.ts';
import { readConfiguration } from '../../gateway/connect.ts';
import { printable, type Terminal } from '../../terminal/terminal.ts';

export interface EnvelopeOptions {
  file: string;
  config?: string | undefined;
  step?: string | undefined;
  json?: boolean | undefined;
}

/** [OM-5] Writes the SOAP of a request as the sender would, so that it can be held against the XSD. */
export async function envelope(options: EnvelopeOptions, { out, err }: Terminal): Promise<number> {
  const { config = '', step = 'CreerDemandeTJDC', file, json } = options;
  if (!isStep(step)) {
    throw new DeskFault('USAGE', `The step ${step} is not known: give one of ${Object.keys(stepFields).join(', ')}.`);
  }
  const { lanes, files } = readConfiguration(path.resolve(config), config);
  if (!lanes.omega) throw new DeskFault('NO_LANE', `${config} has no lane to omega.`);
  const descriptor = (files.omega?.['descriptor'] as Descriptor | undefined) ?? builtInDescriptor;
  const request = requestIn(file);
  const { headers, body } = writeRequest(step, request, lanes.omega as OmegaLane, descriptor);
  if (json) out(JSON.stringify({ headers, body }, null, 2));
  else {
    for (const [name, value] of Object.entries(headers)) err(`${name}: ${value}`);
    out(body);
  }
  return 0;
}

const isStep = (name: string): name is Step => Object.hasOwn(stepFields, name);

/** @throws {DeskFault} where it is not one request, or has faults */
function requestIn(file: string): TjdcRequest {
  let content: unknown;
  try {
    content = JSON.parse(withoutMark(readFileSync(file, 'utf8')));
  } catch {
    throw new DeskFault('INPUT', `${printable(file)} cannot be read as JSON: give the file of one request.`);
  }
  const payload = valueAt(content, '/submission/payload') ?? valueAt(content, '/payload') ?? content;
  const faults = schemaFaults(tjdcRequest(), payload);
  if (faults.length === 0) return tjdcRequest().parse(payload);
  throw new DeskFault(
    'INPUT',
    [...faults.map((fault) => printable(faultLine(fault))), 'Nothing was written.'].join('\n'),
  );
}
