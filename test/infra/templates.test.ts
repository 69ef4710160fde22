import { describe, expect, it } from 'vitest';
import { resourceNames } from '../../schemas/resource-names.ts';
import { deployment, everything, jsonOf, type TemplateJson } from './support/synthesized.ts';

/** A template without what changes with the functions' code and with each version. */
function withoutCode(template: TemplateJson): TemplateJson {
  const copy = structuredClone(template);
  for (const { Type, Properties } of Object.values(copy.Resources)) {
    if (Type === 'AWS::Lambda::Function') Properties['Code'] = 'the bundle';
    if (Properties['Name'] === resourceNames('prod').parameters.version) Properties['Value'] = 'the version';
  }
  return copy;
}

/** After a change that is meant: `npx vitest run test/infra/templates.test.ts -u`, and the difference is looked at. */
describe('the templates', () => {
  const { state, gateway } = deployment(everything);

  it('are as they were reviewed', () => {
    expect(withoutCode(jsonOf(state))).toMatchSnapshot('what is kept');
    expect(withoutCode(jsonOf(gateway))).toMatchSnapshot('what runs on it');
  });

  it('are the same at each synthesis, so that nothing unchanged is deployed', () => {
    const again = deployment(everything);
    expect(jsonOf(again.state)).toEqual(jsonOf(state));
    expect(jsonOf(again.gateway)).toEqual(jsonOf(gateway));
  });
});
