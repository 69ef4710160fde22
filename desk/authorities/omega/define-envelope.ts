import type { Define, Flags } from '../../definitions/common.ts';
import type { EnvelopeOptions } from './envelope.ts';

/** The command that writes what would go to OMEGA: envelope. */
export const defineEnvelope: Define = (root, run, terminal) => {
  root
    .command('envelope')
    .description('Write the SOAP of a request to OMEGA as the sender would, by its descriptor: nothing is sent.')
    .argument('<file>', 'an envelope of the outbox, a sample or a bare payload')
    .requiredOption('--config <file>', 'the configuration, whose lane names the descriptor')
    .option('--step <name>', 'VerifierRecevabiliteTJDC or CreerDemandeTJDC', 'CreerDemandeTJDC')
    .option('--json', 'print {headers, body} for machines')
    .addHelpText('after', help)
    .action((file: string, flags: Flags<EnvelopeOptions, 'file'>) =>
      run(flags, async () => (await import('./envelope.ts')).envelope({ file, ...flags }, terminal)),
    );
};

const help = `
Examples:
  $ npx declarant envelope samples/omega/01-*.json --config prod.json
  $ npx declarant envelope request.json --config prod.json > call.xml
  $ xmllint --xpath '//*[local-name()="Body"]/*' call.xml | xmllint --noout --schema FILE.xsd -

Without a descriptor in the lane it is written by the built-in one, which nobody
has verified. The headers are printed on standard error. The date is not held
against the working days.
Exit codes: 0 written, 2 wrong use, or a request with faults.`;
