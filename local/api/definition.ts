import type { AllowsAddress } from './resource-policy.ts';
import type { ThrottleSettings } from './throttle.ts';

/** A REST API as the template defines it. */
export interface ApiDefinition {
  id: string;
  name: string;
  /** The stage's name, which is told to functions but is no part of the path: as behind a custom domain. */
  stage: string;
  region: string;
  binaryMediaTypes: readonly string[];
  root: ApiResource;
  gatewayResponses: Map<string, GatewayResponse>;
  /** Its resource policy; everybody may call where there is none. */
  allows?: AllowsAddress;
  throttle?: ThrottleSettings;
}

export interface ApiResource {
  id: string;
  /** `declarations`, `{reference}` or `{proxy+}`; empty for the root. */
  part: string;
  /** The whole path, `/` for the root. */
  path: string;
  children: ApiResource[];
  /** By HTTP method, `ANY` among them. */
  methods: Map<string, Integration>;
}

/** An integration of the type AWS_PROXY: the function is given the request and answers it. */
export interface Integration {
  timeoutMs: number;
  invoke(event: unknown): Promise<unknown>;
}

/** The form of an error of API Gateway's own, from the template. */
export interface GatewayResponse {
  statusCode?: number;
  templates: Record<string, string>;
  headers: Record<string, string>;
}

export function rootResource(id: string): ApiResource {
  return { id, part: '', path: '/', children: [], methods: new Map() };
}
