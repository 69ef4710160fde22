import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type App, type CfnResource, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deployment, everything, jsonOf, type TemplateJson } from './support/synthesized.ts';

const packs = [AwsSolutionsChecks, ServerlessChecks];
const configurations = { 'the sample': {}, 'all that may be configured': everything };

describe.each(Object.entries(configurations))('the recommendations of AWS, for %s', (_, changes) => {
  const { app } = deployment(changes);

  it.each(packs.map((Pack) => ({ name: Pack.name, Pack })))('$name: kept, or not with a reason', ({ Pack }) => {
    const { violations } = new Pack(app, { verbose: true }).validateScope(app);
    const told = violations.map(({ ruleName, description, violatingResources }) => ({
      ruleName,
      description,
      at: violatingResources.map(({ constructPath }) => constructPath),
    }));
    expect(told).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const found = packs.flatMap((Pack) => findings(new Pack(app), app));
    const idle = acknowledgments(app).filter(
      ({ at, id }) => !found.some(({ rule, resource }) => rule === id && `${resource}/`.startsWith(`${at}/`)),
    );
    expect(idle).toEqual([]);
  });
});

/** Every finding of a pack, also those that were acknowledged. */
function findings(pack: NagPack, app: App): { rule: string; resource: string }[] {
  const found: { rule: string; resource: string }[] = [];
  Object.assign(pack, {
    isAcknowledged(resource: CfnResource, rule: string) {
      found.push({ rule, resource: resource.node.path });
      return true;
    },
  });
  pack.validateScope(app);
  return found;
}

function acknowledgments(app: App): { at: string; id: string }[] {
  return app.node.findAll().flatMap((construct: IConstruct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data as object))
      .map((id) => ({ at: construct.node.path, id: id.replace(/^annotation::/i, '') })),
  );
}

describe("CloudFormation's own schemas and rules", () => {
  const plugin = new CloudFormationValidatePlugin();

  /** The findings in a template, as rule, place and description. */
  function faultsOf(template: TemplateJson): string[] {
    const folder = mkdtempSync(path.join(tmpdir(), 'template-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const templatePath = path.join(folder, 'template.json');
    writeFileSync(templatePath, JSON.stringify(template));
    const { app } = deployment();
    const { violations } = plugin.validate({
      templatePaths: [templatePath],
      stackTemplates: [{ templatePath, stackConstructPath: 'Stack', accountId: '123456789012', region: 'eu-west-3' }],
      appConstruct: app,
    });
    return violations.map(({ ruleName, description }) => `${ruleName} ${description}`);
  }

  it.each(Object.entries(configurations))(
    'find nothing in %s, not even to warn of',
    { timeout: 60_000 },
    (_, changes) => {
      const { state, gateway } = deployment(changes);
      expect(faultsOf(jsonOf(state))).toEqual([]);
      expect(faultsOf(jsonOf(gateway))).toEqual([]);
    },
  );

  it('find wrong names, types and values, missing properties and dangling references', {
    timeout: 60_000,
  }, () => {
    const { Resources } = jsonOf(deployment().state);
    const wrong = (Type: string, Properties: Record<string, unknown>) =>
      faultsOf({ Resources: { ...Resources, Wrong: { Type, Properties } } }).join('\n');
    expect(wrong('AWS::SQS::Queue', { VisibilityTimeOut: 30 })).toMatch(/F3002 .*VisibilityTimeOut/);
    expect(wrong('AWS::SQS::Queue', { MessageRetentionPeriod: 9_999_999 })).toMatch(/F3034 .*1209600/);
    expect(wrong('AWS::SQS::Queue', { VisibilityTimeout: 'soon' })).toMatch(/F3012 .*soon/);
    expect(wrong('AWS::SQS::Qeue', {})).toMatch(/F3006 .*AWS::SQS::Qeue/);
    expect(wrong('AWS::SNS::Topic', { TopicName: { Ref: 'Nowhere' } })).toMatch(/F1020 .*Nowhere/);
    expect(wrong('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction' })).toMatch(/F3003 .*FunctionName/);
  });
});
