import { balanceRules } from './balance-rules.ts';
import { capsuleRules } from './capsule-rules.ts';
import { documentRules } from './document-rules.ts';
import { periodRules } from './period-rules.ts';
import { productRules } from './product-rules.ts';
import { replacementRules } from './replacement-rules.ts';
import type { Rule } from './rule.ts';

const cumulated = [...balanceRules, ...productRules, ...replacementRules, ...capsuleRules, ...documentRules];

/**
 * [CI-3] The rules that need nothing but the declaration and the day (contract v2.24 §3.3.4). As at CIEL, a wrong period
 * ends the checks, and all others are told together.
 */
export const drmRules: readonly Rule[] = [
  (drm, on) => {
    const ofPeriod = periodRules.flatMap((rule) => rule(drm, on));
    return ofPeriod.length > 0 ? ofPeriod : cumulated.flatMap((rule) => rule(drm, on));
  },
];
