import { describeLost } from './support.ts';

describeLost("customs' callbacks, all of them, right before a call or right before its answer", [
  'callbacks-first',
  'callbacks-last',
]);
