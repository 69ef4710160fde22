import type { Child } from 'hono/jsx';

/** Names with their values, side by side where there is room. */
export function FactList({ facts }: { facts: readonly (readonly [name: string, value: Child])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <Fact name={name}>{value}</Fact>
      ))}
    </dl>
  );
}

/** A name with its value, in a list of facts. */
export function Fact({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
