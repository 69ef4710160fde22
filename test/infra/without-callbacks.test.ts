import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../../infra/alarms/catalogue.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { openApi } from '../../schemas/documents/openapi.ts';
import { neverCallsBack } from '../support/toy/never-calls-back.ts';
import { configured, synthesized } from './support/synthesized.ts';

describe('a gateway that no authority calls back', () => {
  neverCallsBack('delta-h7');
  const without = { callbacks: undefined };
  const { state, gateway } = synthesized(without);

  it('has no API, no receiver and no URL of callbacks', () => {
    gateway.resourceCountIs('AWS::ApiGateway::RestApi', 0);
    const functions = Object.values(gateway.findResources('AWS::Lambda::Function'));
    expect(functions.map(({ Properties }) => Properties.FunctionName).sort()).toEqual(
      [...authorityNames.map((lane) => `${lane}-send`), 'archive', 'housekeeping', 'keep', 'notify']
        .map((name) => `declarant-prod-${name}`)
        .sort(),
    );
    const parameters = Object.values(gateway.findResources('AWS::SSM::Parameter'));
    expect(parameters.map(({ Properties }) => Properties.Name)).not.toContain('/declarant/prod/callback-url');
  });

  it('keeps no token of callbacks', () => {
    const secrets = Object.values(state.findResources('AWS::SecretsManager::Secret'));
    expect(secrets.map(({ Properties }) => Properties.Name)).toEqual(
      authorityNames.map((lane) => `declarant/prod/${lane}/credentials`),
    );
  });

  it('raises no alarm of callbacks or their receiver, and graphs none', () => {
    const kinds = alarmsOf(configured(without)).map(({ title }) => title);
    expect(kinds.filter((title) => /callbacks-(unauthorised|unreadable|failing|slow)|receive/.test(title))).toEqual([]);
    const [dashboard] = Object.values(gateway.findResources('AWS::CloudWatch::Dashboard'));
    expect(JSON.stringify(dashboard)).not.toMatch(/callbacks-slow|declarant-prod-callbacks|declarant-prod-receive/);
  });

  it('speaks of messages, not of callbacks, in the alarms that remain', () => {
    const texts = alarmsOf(configured(without)).map(({ description, unit }) =>
      `${description} ${unit}`.replace(/What to do: \S+/, ''),
    );
    expect(texts.filter((text) => /callback/i.test(text))).toEqual([]);
  });

  it('documents no callback', () => {
    expect(openApi('1.0.0')).toMatchObject({ paths: {}, tags: [] });
  });
});
