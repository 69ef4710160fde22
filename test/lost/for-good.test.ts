import { describeLost } from './support.ts';

describeLost('an answer that is lost for good: none of the tries of a call is answered, and all are carried out', [
  'gone',
]);
