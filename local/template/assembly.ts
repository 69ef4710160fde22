import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Json } from '../../schemas/json.ts';
import { LocalFault, thrownText } from '../fault.ts';

/** A resource of a template, its functions not resolved yet. */
export interface TemplateResource {
  logicalId: string;
  /** The type in CloudFormation, for example `AWS::SQS::Queue`. */
  kind: string;
  properties: Json;
  metadata: Json;
  dependsOn: string[];
}

/** A stack of the cloud assembly. */
export interface Stack {
  name: string;
  /** The directory that assets' paths are relative to. */
  directory: string;
  resources: TemplateResource[];
  parameters: Json;
}

interface Artifact {
  type: string;
  properties?: Json;
  dependencies?: string[];
}

/** Reads every stack of a cloud assembly, in the order of their dependencies. */
export function readAssembly(directory: string): Stack[] {
  const manifest = readJson(path.join(directory, 'manifest.json'));
  const artifacts = isObject(manifest.artifacts) ? (manifest.artifacts as Record<string, Artifact>) : {};
  const done = new Set<string>();
  const stacks: Stack[] = [];
  const visit = (id: string) => {
    const artifact = artifacts[id];
    if (!artifact || done.has(id)) return;
    done.add(id);
    for (const dependency of artifact.dependencies ?? []) visit(dependency);
    const { type, properties = {} } = artifact;
    if (type === 'aws:cloudformation:stack') {
      stacks.push(readStack(directory, String(properties.templateFile), String(properties.stackName ?? id)));
    }
  };
  for (const id of Object.keys(artifacts)) visit(id);
  if (stacks.length === 0) throw new LocalFault('template', `There is no stack in ${directory}.`);
  return stacks;
}

function readStack(directory: string, file: string, name: string): Stack {
  const template = readJson(path.join(directory, file));
  const section = (title: string): Json => (isObject(template[title]) ? template[title] : {});
  const resources = Object.entries(section('Resources')).map(([logicalId, value]): TemplateResource => {
    const resource = isObject(value) ? value : {};
    const { DependsOn: dependsOn = [], Condition: condition } = resource;
    if (condition !== undefined)
      throw new LocalFault('template', `${logicalId} has a condition, which the local machine does not know.`);
    return {
      logicalId,
      kind: String(resource.Type),
      properties: isObject(resource.Properties) ? resource.Properties : {},
      metadata: isObject(resource.Metadata) ? resource.Metadata : {},
      dependsOn: (Array.isArray(dependsOn) ? dependsOn : [dependsOn]).map(String),
    };
  });
  return {
    name,
    directory,
    resources,
    parameters: section('Parameters'),
  };
}

function readJson(file: string): Json {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isObject(value)) return value;
    throw new SyntaxError('it holds no object');
  } catch (error) {
    throw new LocalFault('template', `The synthesized ${file} cannot be read: ${thrownText(error)}`);
  }
}
