import * as z from 'zod';
import { type Fault, shownPointer, valueKind } from '../fault.ts';
import { isObject, type Json } from '../json.ts';
import { lazily } from '../lazily.ts';
import type { Reading } from '../reading.ts';
import { drm } from './drm/drm.ts';
import { readDrm } from './xml/read-drm.ts';

const WRAPPER = 'message-interprofession';
const XML = 'xml';

/** The forms of a declaration beside its plain one: within the name of its element, or as XML that goes out as it is. */
export const otherForms = lazily(() =>
  z.union([
    z.strictObject({ [WRAPPER]: drm() }),
    z.strictObject({
      [XML]: z.string().meta({ description: 'The declaration as XML in UTF-8; it goes out byte for byte' }),
    }),
  ]),
);

/** Reads a declaration in any of its forms. */
export function readSubmitted(submitted: Json): Reading {
  const { [WRAPPER]: wrapped, [XML]: xml } = submitted;
  if (isObject(wrapped)) return { payload: wrapped, below: WRAPPER, faults: faultsBeside(submitted, WRAPPER) };
  if (typeof xml !== 'string') return { payload: submitted };
  const { drm, faults } = readDrm(xml);
  return {
    ...(isObject(drm) && { payload: drm }),
    text: xml,
    faults: [
      ...faultsBeside(submitted, XML),
      ...faults.map((fault) => ({ ...fault, pointer: fault.pointer || `/${XML}` })),
    ],
  };
}

function faultsBeside(submitted: Json, form: string): Fault[] {
  const others = Object.keys(submitted).filter((key) => key !== form);
  return others.map((key) => ({
    pointer: shownPointer([key]),
    rule: `nothing beside ${form}`,
    found: valueKind(submitted[key]),
    remedy: 'remove it',
  }));
}
