import { ofCallbacks } from './scenarios/callbacks.ts';
import { ofDeclarations } from './scenarios/declarations.ts';
import { ofOutages } from './scenarios/outages.ts';
import { ofRequests } from './scenarios/requests.ts';
import type { Scenario } from './scenarios/steps.ts';

/** The scenarios in which answers are lost. */
export const scenarios: readonly Scenario[] = [...ofDeclarations, ...ofRequests, ...ofOutages, ...ofCallbacks];
