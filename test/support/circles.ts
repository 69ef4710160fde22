/** The circles of a graph: each set of nodes from every one of which every other is reached, and nodes that reach themselves. */
export function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const reached = new Map<string, { order: number; lowest: number }>();
  const open: string[] = [];

  // Tarjan's: a node that reaches nothing older than itself closes its circle.
  function visit(node: string): number {
    const here = { order: reached.size, lowest: reached.size };
    reached.set(node, here);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!reached.has(next)) here.lowest = Math.min(here.lowest, visit(next));
      else if (open.includes(next)) here.lowest = Math.min(here.lowest, reached.get(next)?.order ?? 0);
    }
    if (here.lowest === here.order) {
      const circle = open.splice(open.indexOf(node));
      if (circle.length > 1 || graph.get(node)?.includes(node)) circles.push(circle.sort());
    }
    return here.lowest;
  }

  for (const node of graph.keys()) if (!reached.has(node)) visit(node);
  return circles;
}
