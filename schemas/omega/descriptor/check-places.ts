import type * as z from 'zod';
import { responseElements, type Step, stepFields } from '../steps.ts';
import type { Descriptor, FieldPlace } from './form.ts';
import { writtenName } from './written-name.ts';

type Path = (string | number)[];
type Report = (path: Path, message: string) => void;

/** No request has more elements in each other. */
const DEEPEST = 10;

/**
 * Reports fields that are unknown, missing or placed twice, elements that clash or stand too deep, and names that are
 * nowhere used, or mean two elements of a response.
 */
export function checkPlaces(descriptor: Descriptor, context: z.RefinementCtx): void {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
  const elements = new Set<string>();
  for (const step of Object.keys(stepFields) as Step[]) {
    const { wrapper, request } = descriptor.steps[step];
    for (const name of [request, ...(wrapper ? [wrapper] : [])]) elements.add(name);
    for (const name of checkStep(step, descriptor, report)) elements.add(name);
  }
  checkKeys('namespaces', descriptor, [...elements], report);
  checkKeys('names', descriptor, [...new Set([...allFields, ...responseElements])], report);
  const read = responseElements.map((name) => writtenName(descriptor, name));
  for (const [index, written] of read.entries()) {
    const first = read.indexOf(written);
    if (first !== index)
      report(
        ['names'],
        `elements of different names in a response: ${written} is ${responseElements[first]} and ${responseElements[index]}`,
      );
  }
}

const allFields = [
  ...new Set(Object.values(stepFields).flatMap(({ required, optional }) => [...required, ...optional])),
];

/** Checks the fields of a step, and returns all elements in its request. */
function checkStep(step: Step, descriptor: Descriptor, report: Report): string[] {
  const { required, optional } = stepFields[step];
  const { fields, leftOut } = descriptor.steps[step];
  const at = ['steps', step];
  const known = [...required, ...optional];
  const placed = new Set<string>();
  const elements: string[] = [];
  const place = (name: string, path: Path) => {
    if (!known.includes(name)) report(path, `a field of ${step}: ${known.join(', ')}`);
    else if (placed.has(name)) report(path, `each field once: ${name} has a place already`);
    placed.add(name);
  };
  const visit = (places: readonly FieldPlace[], path: Path, level = 1) => {
    const written = new Set<string>();
    for (const [index, one] of places.entries()) {
      const isField = typeof one === 'string';
      const name = isField ? writtenName(descriptor, one) : one.element;
      if (written.has(name)) report([...path, index], `elements of different names beside each other: ${name} again`);
      written.add(name);
      elements.push(isField ? one : one.element);
      if (isField) place(one, [...path, index]);
      else if (level === DEEPEST) report([...path, index], `at most ${DEEPEST} elements in each other`);
      else visit(one.fields, [...path, index, 'fields'], level + 1);
    }
  };
  visit(fields, [...at, 'fields']);
  for (const [index, name] of leftOut.entries()) {
    const path = [...at, 'leftOut', index];
    if (required.includes(name)) report(path, `an optional field of ${step}: ${optional.join(', ')}`);
    else place(name, path);
  }
  const missing = known.filter((name) => !placed.has(name));
  if (missing.length > 0) report([...at, 'fields'], `a place for each field: ${missing.join(', ')} without one`);
  return elements;
}

function checkKeys(key: 'names' | 'namespaces', descriptor: Descriptor, known: string[], report: Report): void {
  for (const name of Object.keys(descriptor[key]))
    if (!known.includes(name)) report([key, name], `an element that there is: ${known.join(', ')}`);
}
