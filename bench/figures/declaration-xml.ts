import { isDeepStrictEqual } from 'node:util';
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { readDrm } from '../../schemas/ciel/xml/read-drm.ts';
import { writeDrm } from '../../schemas/ciel/xml/write-drm.ts';
import { figure } from '../figure.ts';
import { hundredProducts, inLibraryForm } from '../support/ciel/hundred-products.ts';
import { inTurns, median, timeOf } from '../support/samples.ts';

const ROUNDS = 40;
/** Rounds that are not counted: until then some code is still being compiled. */
const WARM_UP = 20;
const TIMES = 5;

/** The same options for values as ours: nothing becomes a number, and no white space is lost. */
const attributes = { ignoreAttributes: false, attributeNamePrefix: '@', jPath: false };
const builder = new XMLBuilder({ ...attributes, suppressBooleanAttributes: false });
const parser = new XMLParser({ ...attributes, parseTagValue: false, trimValues: false });

export const declarationXml = figure({
  id: 'declaration-xml',
  description:
    'A declaration to CIEL of 100 products from JSON to XML and back, in the order of the schema and with each element in its place, against fast-xml-parser alone on an object that already has its form, in its order: built, checked whether it is well-formed, as ours is, and parsed.',
  goals: {
    ofLibrary: { what: 'of the speed of the library', unit: '%', atLeast: 60 },
    written: { what: 'of its speed, from JSON to XML', unit: '%' },
    read: { what: 'of its speed, from XML to JSON', unit: '%' },
    unchecked: { what: 'of its speed where it does not check whether the XML is well-formed', unit: '%' },
    ours: { what: 'ours, there and back', unit: 'ms' },
    library: { what: 'the library, there and back', unit: 'ms' },
  },
  async measure(progress) {
    const object = inLibraryForm('@');
    const xml = writeDrm(hundredProducts);
    if (!isDeepStrictEqual(readDrm(xml), { drm: hundredProducts, faults: [] }))
      throw new Error('It is not read as it was');
    progress(`${ROUNDS} rounds of a text of ${xml.length} characters`);
    const times = await inTurns(
      ROUNDS,
      {
        write: () => timeOfMany(() => writeDrm(hundredProducts)),
        build: () => timeOfMany(() => builder.build(object)),
        read: () => timeOfMany(() => readDrm(xml)),
        validate: () => timeOfMany(() => XMLValidator.validate(xml)),
        parse: () => timeOfMany(() => parser.parse(xml)),
      },
      WARM_UP,
    );
    const [write, build, read, validate, parse] = (['write', 'build', 'read', 'validate', 'parse'] as const).map(
      (name) => median(times[name]),
    ) as [number, number, number, number, number];
    const ours = write + read;
    const library = build + validate + parse;
    return {
      values: {
        ofLibrary: (100 * library) / ours,
        written: (100 * build) / write,
        read: (100 * (validate + parse)) / read,
        unchecked: (100 * (build + parse)) / ours,
        ours,
        library,
      },
      notes: [`The XML has ${xml.length} characters.`],
    };
  },
});

/** The time of one of several runs in a row. */
async function timeOfMany(act: () => unknown): Promise<number> {
  const all = await timeOf(async () => {
    for (let n = 0; n < TIMES; n += 1) act();
  });
  return all / TIMES;
}
