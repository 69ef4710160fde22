import type { Figure } from './figure.ts';
import { declarationXml } from './figures/declaration-xml.ts';
import { desk } from './figures/desk.ts';
import { drain } from './figures/drain.ts';
import { exportMemory } from './figures/export.ts';
import { grants } from './figures/grants.ts';
import { hour } from './figures/hour.ts';
import { importReceiver } from './figures/import-receiver.ts';
import { importSender } from './figures/import-sender.ts';
import { months } from './figures/months.ts';
import { outage } from './figures/outage.ts';
import { rate } from './figures/rate.ts';
import { receiver } from './figures/receiver.ts';
import { requestsCallback } from './figures/requests-callback.ts';
import { requestsPresentation } from './figures/requests-presentation.ts';
import { requestsSend } from './figures/requests-send.ts';
import { requestsSignal } from './figures/requests-signal.ts';
import { signals } from './figures/signals.ts';
import { silence } from './figures/silence.ts';
import { throughput } from './figures/throughput.ts';
import { tokens } from './figures/tokens.ts';
import { told } from './figures/told.ts';
import { validatedDeclaration } from './figures/validated-declaration.ts';

/** Every figure, in the order in which it is measured and shown. */
export const figures: readonly Figure[] = [
  rate,
  hour,
  throughput,
  silence,
  receiver,
  told,
  outage,
  drain,
  tokens,
  requestsSend,
  requestsCallback,
  validatedDeclaration,
  months,
  importSender,
  importReceiver,
  signals,
  requestsSignal,
  requestsPresentation,
  grants,
  declarationXml,
  desk,
  exportMemory,
];
