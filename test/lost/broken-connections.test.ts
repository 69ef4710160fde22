import { describeLost } from './support.ts';

describeLost('an answer that is lost after the call was carried out, once, by a broken connection or a 500', [
  'reset',
  '500',
  'not-taken',
]);
