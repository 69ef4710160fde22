/** The two steps of the dialogue: VerifierRecevabiliteTJDC and CreerDemandeTJDC. */
export const STEPS = ['verify', 'create'] as const;
export type Step = (typeof STEPS)[number];

/** The name of the method of each step, by which its elements and its path are called. */
export const methods: Readonly<Record<Step, string>> = {
  verify: 'VerifierRecevabiliteTJDC',
  create: 'CreerDemandeTJDC',
};

/** The step at a path. */
export const stepAt = (path: string) => STEPS.find((step) => path === `/${methods[step]}`);
