import type { TjdcRequest } from '../../../../schemas/omega/request.ts';
import type { Requester } from '../../../../schemas/omega/soap/write-request.ts';

/** A request with every field. */
export const fullRequest: TjdcRequest = {
  NumeroPCE: '21345678901234',
  DateDemandee: '2026-12-15',
  AutorisationExpresse: 'OUI',
  NomDuClient: 'Boulangerie Hélène & fils <Paris>',
  CodePostal: '75001',
  Tarif: 'T3',
};

export const requester: Requester = {
  DNEntreprise: 'CN=Fournisseur,O=Gaz "&" Cie',
  NumeroCAD: 'GRD-F-000123',
  Login: 'user01',
};
