/** A transport document, by its number and its type of CL754. */
export interface TransportDocument {
  number: string;
  type: string;
}

/** A consignment of the playground: the names under which it may be presented, and where it is sent then. */
export interface Consignment {
  /** The MRN of its entry summary declaration. */
  mrn: string;
  document: TransportDocument;
  receptacle?: string;
  container?: string;
  master?: TransportDocument;
  /** Undefined where no signal comes by itself. */
  routing: 'TO_ENTRY' | 'TO_CONTROL' | undefined;
}

type Names = Pick<Consignment, 'receptacle' | 'container' | 'master'>;

const post: Names = { receptacle: 'GBASFZMLBKONAUN30001001019999' };
const air: Names = { master: { number: 'MC003', type: 'N741' } };
const sea: Names = { master: { number: 'MC004', type: 'N704' } };
const box = (container: string): Names => ({ container, master: { number: 'MC005', type: 'N704' } });

/**
 * The data of Tolletaten's playground. The master documents are this simulator's own, and so is
 * the consignment that no signal comes of: the public table has none.
 */
export const playground: readonly Consignment[] = [
  row(1, 'NO100000001MU', 'N750', 'TO_CONTROL', post),
  row(2, 'NO100000002MU', 'N750', 'TO_ENTRY', post),
  row(3, 'HC001', 'N740', 'TO_ENTRY', air),
  row(3, 'HC002', 'N740', 'TO_CONTROL', air),
  row(4, 'HC001', 'N703', 'TO_CONTROL', sea),
  row(4, 'HC002', 'N703', 'TO_ENTRY', sea),
  row(5, 'HC003', 'N714', 'TO_CONTROL', box('JARU0000010')),
  row(5, 'HC004', 'N714', 'TO_ENTRY', box('JARU0000026')),
  row(3, 'HC005', 'N740', undefined, {}),
];

function row(ens: number, number: string, type: string, routing: Consignment['routing'], names: Names): Consignment {
  return { mrn: `23NO${String(ens).padStart(14, '0')}`, document: { number, type }, routing, ...names };
}
