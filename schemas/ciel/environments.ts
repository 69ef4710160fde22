/** The hosts of the documented addresses of each environment. Customs moved them once: they are never used unasked. */
export const environments = {
  production: { declarations: '10.124.111.3', tokens: '10.124.111.12' },
  qualification: { declarations: '10.124.131.3', tokens: '10.124.131.1' },
} as const;
