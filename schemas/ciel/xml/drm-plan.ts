import { lazily } from '../../lazily.ts';
import { drm } from '../drm/drm.ts';
import { planOf } from './plan.ts';

/** The plan of a declaration, made once from its schema. */
export const drmPlan = lazily(() => planOf(drm()));
