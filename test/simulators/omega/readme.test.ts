import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LABELS } from '../../../local/simulators/omega/labels.ts';
import { readMisbehaviour } from '../../../local/simulators/omega/misbehaviour.ts';
import { TRAITS } from '../../../local/simulators/omega/register/points.ts';
import { STATUSES } from '../../../local/simulators/omega/register/requests.ts';
import { TLS_ALERTS } from '../../../local/simulators/support/tls-alerts.ts';
import { toldMisbehaviours } from '../support/told-misbehaviours.ts';

const readme = readFileSync(new URL('../../../local/simulators/omega/README.md', import.meta.url), 'utf8');

describe("the simulator's README", () => {
  it('has each misbehaviour and each command, with its fields', () => {
    const told = toldMisbehaviours(readme, readMisbehaviour);
    expect(told).toHaveLength(17);
    for (const { kind, described, wanted } of told) expect([kind, described]).toEqual([kind, wanted]);
  });

  it('has each label, alert, status and trait', () => {
    for (const word of [...LABELS, ...TLS_ALERTS, ...STATUSES, ...Object.keys(TRAITS)])
      expect(readme).toContain(`\`${word}\``);
  });

  it('has commands that can be typed as they stand', () => {
    const commands = [...readme.matchAll(/curl -s -d '(\{.*\})' http:\/\/127\.0\.0\.1:9301\/__control/g)];
    expect(commands).toHaveLength(3);
    for (const [, command = ''] of commands) expect(() => readMisbehaviour(JSON.parse(command))).not.toThrow();
  });
});
