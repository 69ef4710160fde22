import { configDefaults, mergeConfig } from 'vitest/config';
import config from '../vitest.config.ts';

/** The tests that take minutes, each run by a command of its own: `npm run attack`, `crash`, `lost`, `long`. */
export default mergeConfig(
  { ...config, test: { ...config.test, exclude: undefined } },
  { test: { exclude: configDefaults.exclude } },
);
