import { describeLost } from './support.ts';

// The SDK treats a broken connection and a 500 alike: it tries again.
describeLost('an answer that is lost after the call was carried out, once, by a broken connection or a 500 in turn', [
  ['reset', '500'],
  'not-taken',
]);
