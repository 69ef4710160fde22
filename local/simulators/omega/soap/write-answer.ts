import type { SimulatedAnswer } from '../../support/simulated-answer.ts';
import type { DialogueAnswer } from '../dialogue-answer.ts';
import { methods, type Step } from '../step.ts';
import type { ReadCall } from './read-call.ts';
import type { SoapFault } from './soap-fault.ts';
import { type SoapVersion, versions } from './versions.ts';

/** An answer in the envelope and the namespace of its call. */
export function writeAnswer(
  step: Step,
  { version, namespace }: Pick<ReadCall, 'version' | 'namespace'>,
  { type, code, messages, request }: DialogueAnswer,
): SimulatedAnswer {
  const name = `ReponseWS${methods[step]}`;
  const texts = messages.map((message) => element('MessageRetour', escaped(message)));
  const made = request
    ? element('ReponseCreerDemandeObjet', [
        element('NumeroDemande', request.number),
        element('DateDemandee', request.date),
      ])
    : '';
  const parts = [
    element('TypeRetourDialogue', type),
    element('Retour', [element('CodeRetour', escaped(code)), ...texts]),
    made,
  ];
  return inEnvelope(version, 200, `<${name} xmlns="${escaped(namespace)}">${parts.join('')}</${name}>`);
}

/** A SOAP fault, in the form of its version. */
export function writeFault(version: SoapVersion, { party, message }: Pick<SoapFault, 'party' | 'message'>) {
  const code = `soap:${versions[version].parties[party]}`;
  const parts =
    version === '1.1'
      ? `<faultcode>${code}</faultcode><faultstring>${escaped(message)}</faultstring>`
      : `<soap:Code><soap:Value>${code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="fr">${escaped(message)}</soap:Text></soap:Reason>`;
  return inEnvelope(version, 500, `<soap:Fault>${parts}</soap:Fault>`);
}

function inEnvelope(version: SoapVersion, status: number, content: string): SimulatedAnswer {
  const { namespace, type } = versions[version];
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${namespace}"><soap:Body>${content}</soap:Body></soap:Envelope>\n`;
  return { status, type, body };
}

const element = (name: string, content: string | string[]) => `<${name}>${[content].flat().join('')}</${name}>`;

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => ESCAPES[character as keyof typeof ESCAPES] ?? character);
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
