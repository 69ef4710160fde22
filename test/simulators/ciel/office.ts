import { Operators } from '../../../local/simulators/ciel/checks/operators.ts';
import { takeDeclaration } from '../../../local/simulators/ciel/declarations/declarations.ts';
import { Register } from '../../../local/simulators/ciel/register/register.ts';
import { ReturnedFiles } from '../../../local/simulators/ciel/returns/files.ts';
import { Prodouane } from '../../../local/simulators/ciel/returns/prodouane.ts';
import { codesIn } from './client.ts';
import { type DrmParts, drm } from './drms.ts';

/** A CIEL without its server, on 30 November 2026. */
export function office() {
  const now = () => new Date('2026-11-30T09:00:00Z');
  const [register, operators] = [new Register(), new Operators()];
  const prodouane = new Prodouane({ register, files: new ReturnedFiles(now) });
  const options = { register, operators, now, isSchemaFaultCoded: () => false };
  const declare = (parts: DrmParts = {}) =>
    takeDeclaration('application/xml', Buffer.from(drm(parts)), { ...options, take: (read) => prodouane.draft(read) });
  /** The codes of the last of some declarations. */
  const codesOf = (...declarations: DrmParts[]) => declarations.map((parts) => codesIn(declare(parts))).at(-1);
  return { register, operators, prodouane, declare, codesOf };
}
