import { type Consignment, playground, type TransportDocument } from './playground.ts';
import { valueUnder } from './value-under.ts';

/** The goods that a presentation names, and the field in which it does so. */
export interface Named {
  field: string;
  goods: readonly Consignment[];
}

/** The fields that name the goods of each presentation, any one of a list, and the consignments under their value. */
const naming: Readonly<Record<string, { fields: readonly string[]; isMeant: IsMeant }>> = {
  'house-consignment': {
    fields: ['transportDocumentHouseLevel'],
    isMeant: (value, { document }) => isSame(value, document),
  },
  receptacle: {
    fields: ['receptacleIdentificationNumber', 'receptacleId'],
    isMeant: (value, { receptacle }) => value === receptacle,
  },
  'entry-summary-declaration': { fields: ['mrn'], isMeant: (value, { mrn }) => value === mrn },
  'master-consignment': {
    fields: ['consignmentMasterLevel.transportDocumentMasterLevel', 'transportDocumentMasterLevel'],
    isMeant: (value, { master }) => isSame(value, master),
  },
  container: {
    fields: ['containerIdentificationNumber', 'containerId'],
    isMeant: (value, { container }) => value === container,
  },
};

type IsMeant = (value: unknown, consignment: Consignment) => boolean;

/** The fields in which a presentation may name its goods, the most likely one first. */
export function namingFields(message: string): readonly string[] {
  return naming[message]?.fields ?? [];
}

/** The goods that a presentation names; none where the playground does not have them. */
export function goodsOf(message: string, body: unknown): Named {
  const { fields = [], isMeant = () => false } = naming[message] ?? {};
  const field = fields.find((name) => valueUnder(body, name) !== undefined) ?? fields[0] ?? '';
  const value = valueUnder(body, field);
  return { field, goods: value === undefined ? [] : playground.filter((one) => isMeant(value, one)) };
}

function isSame(value: unknown, document: TransportDocument | undefined): boolean {
  return (
    document !== undefined &&
    valueUnder(value, 'documentNumber') === document.number &&
    valueUnder(value, 'type') === document.type
  );
}
