import { describeLost } from './support.ts';

describeLost('a process that is killed between a call and its answer', ['killed']);
