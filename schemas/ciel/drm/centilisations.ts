/**
 * The volumes of bottles (`CL`) and of bags in boxes (`BIB`), in centilitres; `AUTRE` stands for a volume that is given
 * beside it.
 */
export const centilisations = [
  ...([
    'CL_10',
    'CL_12_5',
    'CL_18_7',
    'CL_20',
    'CL_25',
    'CL_35',
    'CL_37_5',
    'CL_50',
    'CL_62',
    'CL_70',
    'CL_75',
  ] as const),
  ...(['CL_100', 'CL_150', 'CL_175', 'CL_200'] as const),
  ...(['BIB_225', 'BIB_300', 'BIB_400', 'BIB_500', 'BIB_800', 'BIB_1000'] as const),
  'AUTRE',
] as const;
