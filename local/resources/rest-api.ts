import * as z from 'zod';
import { type ApiDefinition, type ApiResource, type Integration, rootResource } from '../api/definition.ts';
import { assertFillable } from '../api/mapping-template.ts';
import { allowedBy, resourcePolicy } from '../api/resource-policy.ts';
import { thrownText } from '../fault.ts';
import {
  functionOf,
  generatedName,
  type Maker,
  propertiesOf,
  type Resource,
  templateFault,
  type World,
} from './resource.ts';

/** API Gateway's longest timeout of an integration, without a raised quota. */
const INTEGRATION_MS = 29_000;

const restApi = z.object({
  Name: z.string().optional(),
  BinaryMediaTypes: z.array(z.string()).default([]),
  Policy: resourcePolicy.optional(),
  Body: z.undefined('APIs from an OpenAPI document are not known to the local machine').optional(),
});
const resourceSchema = z.object({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() });
const templates = z.record(z.string(), z.string()).default({});
const parameters = z.record(z.string(), z.coerce.string()).default({});
const integration = z.object({
  Type: z.literal('AWS_PROXY', 'only AWS_PROXY is known to the local machine'),
  Uri: z.string(),
  IntegrationHttpMethod: z.literal('POST', 'a function is called by POST only'),
  TimeoutInMillis: z.coerce.number().int().min(50).default(INTEGRATION_MS),
});
const stage = z.object({
  RestApiId: z.string(),
  StageName: z.string(),
  MethodSettings: z
    .array(
      z.object({
        ResourcePath: z.string(),
        HttpMethod: z.string(),
        ThrottlingRateLimit: z.coerce.number().optional(),
        ThrottlingBurstLimit: z.coerce.number().optional(),
      }),
    )
    .default([]),
});
const method = z.object({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.literal('NONE', 'authorizers are not known to the local machine').default('NONE'),
  ApiKeyRequired: z.literal(false, 'API keys are not known to the local machine').optional(),
  RequestValidatorId: z.undefined('request validators are not known to the local machine').optional(),
  Integration: integration,
});
const gatewayResponse = z.object({
  RestApiId: z.string(),
  ResponseType: z.string(),
  StatusCode: z.coerce.number().int().optional(),
  ResponseTemplates: templates,
  ResponseParameters: parameters,
});

/** AWS::ApiGateway::RestApi. */
export const makeRestApi: Maker = (resource, world) => {
  const {
    Name: name = generatedName(resource),
    BinaryMediaTypes: binaryMediaTypes,
    Policy: policy,
  } = propertiesOf(resource, restApi);
  // AWS gives ten letters and digits; the logical id is as unique and tells more.
  const id = resource.logicalId.toLowerCase();
  const root = rootResource(`${id}-root`);
  world.apis.set(id, {
    ...{ id, name, stage: '', region: world.region, binaryMediaTypes },
    ...{ root, gatewayResponses: new Map() },
    ...(policy && { allows: allowedBy(policy) }),
  });
  return { ref: id, attributes: { RootResourceId: root.id, RestApiId: id } };
};

/** AWS::ApiGateway::Resource: one part of a path. */
export const makeApiResource: Maker = (resource, world) => {
  const { RestApiId, ParentId, PathPart: part } = propertiesOf(resource, resourceSchema);
  const parent = resourceOf(apiOf(resource, world, RestApiId), ParentId, resource);
  const id = resource.logicalId.toLowerCase();
  const path = `${parent.path === '/' ? '' : parent.path}/${part}`;
  parent.children.push({ id, part, path, children: [], methods: new Map() });
  return { ref: id, attributes: { ResourceId: id } };
};

/** AWS::ApiGateway::Method. */
export const makeMethod: Maker = (resource, world) => {
  const properties = propertiesOf(resource, method);
  const target = resourceOf(apiOf(resource, world, properties.RestApiId), properties.ResourceId, resource);
  target.methods.set(properties.HttpMethod, integrationOf(resource, world, properties.Integration));
  return { ref: `${target.id}-${properties.HttpMethod.toLowerCase()}` };
};

/** AWS::ApiGateway::Stage: its name is told to functions, and it may be called only so fast. */
export const makeStage: Maker = (resource, world) => {
  const { RestApiId, StageName, MethodSettings } = propertiesOf(resource, stage);
  const api = apiOf(resource, world, RestApiId);
  api.stage = StageName;
  for (const { ResourcePath, HttpMethod, ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } of MethodSettings) {
    if (rate === undefined && burst === undefined) continue;
    if (ResourcePath !== '/*' || HttpMethod !== '*')
      throw templateFault(resource, 'MethodSettings: only one limit for all methods is known to the local machine');
    // The account's own limits are the defaults.
    api.throttle = { rate: rate ?? 10_000, burst: burst ?? 5000 };
  }
  return { ref: StageName };
};

/** AWS::ApiGateway::Deployment: everything in the template is deployed here. */
export const makeDeployment: Maker = ({ logicalId }) => ({ ref: logicalId, attributes: { DeploymentId: logicalId } });

/** AWS::ApiGateway::GatewayResponse: the form of an error of API Gateway's own. */
export const makeGatewayResponse: Maker = (resource, world) => {
  const { RestApiId, ResponseType, StatusCode, ...form } = propertiesOf(resource, gatewayResponse);
  checkTemplates(resource, form.ResponseTemplates);
  apiOf(resource, world, RestApiId).gatewayResponses.set(ResponseType, {
    ...(StatusCode !== undefined && { statusCode: StatusCode }),
    templates: form.ResponseTemplates,
    headers: headersOf(resource, form.ResponseParameters),
  });
  return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
};

function integrationOf(resource: Resource, world: World, properties: z.infer<typeof integration>): Integration {
  const arn = /\/functions\/(.+)\/invocations$/.exec(properties.Uri)?.[1];
  if (!arn) throw templateFault(resource, 'Integration.Uri: only functions are proxied to on the local machine');
  const pool = functionOf(arn, resource, world);
  return { timeoutMs: properties.TimeoutInMillis, invoke: (event) => pool.invoke(event) };
}

/** Headers of fixed values: `'value'` in quotes, as the template writes them. */
function headersOf(resource: Resource, mapped: Record<string, string>): Record<string, string> {
  const prefix = 'gatewayresponse.header.';
  return Object.fromEntries(
    Object.entries(mapped).map(([name, value]) => {
      const fixed = /^'(.*)'$/.exec(value)?.[1];
      if (!name.startsWith(prefix) || fixed === undefined) {
        throw templateFault(resource, `the mapping ${name}: ${value} is not known to the local machine`);
      }
      return [name.slice(prefix.length), fixed];
    }),
  );
}

function checkTemplates(resource: Resource, written: Record<string, string>): void {
  for (const template of Object.values(written)) {
    try {
      assertFillable(template);
    } catch (error) {
      throw templateFault(resource, thrownText(error));
    }
  }
}

function apiOf(resource: Resource, world: World, id: string): ApiDefinition {
  const api = world.apis.get(id);
  if (!api) throw templateFault(resource, `there is no API ${id}`);
  return api;
}

function resourceOf(api: ApiDefinition, id: string, asking: Resource): ApiResource {
  const seek = (resource: ApiResource): ApiResource | undefined => {
    if (resource.id === id) return resource;
    for (const child of resource.children) {
      const found = seek(child);
      if (found) return found;
    }
    return undefined;
  };
  const found = seek(api.root);
  if (!found) throw templateFault(asking, `there is no resource ${id} in the API ${api.name}`);
  return found;
}
