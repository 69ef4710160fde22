/** The faults that are still to strike, in the order they were asked for. */
export class PendingFaults<Fault extends { kind: string; times?: number }> {
  #pending: (Fault & { left: number })[] = [];

  add(fault: Fault): void {
    this.#pending.push({ ...fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#pending = [];
  }

  get pending(): readonly (Fault & { readonly left: number })[] {
    return this.#pending;
  }

  /** Uses up one strike of the first fault of a kind, where there is one that is meant. */
  use<Kind extends Fault['kind']>(
    kinds: readonly Kind[],
    isMeant: (fault: Extract<Fault, { kind: Kind }>) => boolean = () => true,
  ): Extract<Fault, { kind: Kind }> | undefined {
    const fault = this.#pending.find(
      (one) => kinds.includes(one.kind as Kind) && isMeant(one as unknown as Extract<Fault, { kind: Kind }>),
    );
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left === 0) this.#pending = this.#pending.filter((other) => other !== fault);
    return fault as unknown as Extract<Fault, { kind: Kind }>;
  }
}
