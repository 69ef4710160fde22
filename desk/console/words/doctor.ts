import { inLanguages } from '../language.ts';

/** The texts of the doctor's page. */
export const doctorWords = inLanguages(
  {
    title: 'Doctor',
    means:
      'The doctor looks at the gateway from end to end: table, queues, callbacks, certificates, tokens, lanes. Nothing is filed. It takes some seconds.',
    look: 'Look now',
    lookAgain: 'Look again',
    lookedAt: 'Looked at',
    part: 'Part',
    verdict: 'Verdict',
    verdicts: { ok: 'well', warning: 'to look at', fault: 'does not work' },
    finding: 'Finding',
    allWell: 'All is well.',
    found: (faults: number, warnings: number) => `${faults} that do not work, ${warnings} to look at.`,
    alarmsMean: 'Which alarms are raised now:',
    runbookMeans: 'What each alarm means and what to do:',
  },
  {
    title: 'Diagnostic',
    means:
      'Le diagnostic examine la passerelle de bout en bout : table, files, rappels, certificats, jetons, voies. Rien n’est déposé. Il prend quelques secondes.',
    look: 'Examiner maintenant',
    lookAgain: 'Examiner à nouveau',
    lookedAt: 'Examiné le',
    part: 'Élément',
    verdict: 'Verdict',
    verdicts: { ok: 'bon', warning: 'à regarder', fault: 'ne fonctionne pas' },
    finding: 'Constat',
    allWell: 'Tout va bien.',
    found: (faults: number, warnings: number) => `${faults} en panne, ${warnings} à regarder.`,
    alarmsMean: 'Les alarmes levées :',
    runbookMeans: 'Ce que veut dire chaque alarme et que faire :',
  },
);
