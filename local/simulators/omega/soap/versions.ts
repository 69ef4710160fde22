/** The versions of SOAP, each with its namespace, its media type and its names for the parties at fault. */
export const versions = {
  '1.1': {
    namespace: 'http://schemas.xmlsoap.org/soap/envelope/',
    type: 'text/xml; charset=utf-8',
    parties: { client: 'Client', server: 'Server' },
  },
  '1.2': {
    namespace: 'http://www.w3.org/2003/05/soap-envelope',
    type: 'application/soap+xml; charset=utf-8',
    parties: { client: 'Sender', server: 'Receiver' },
  },
} as const;

export const SOAP_VERSIONS = Object.keys(versions) as SoapVersion[];
export type SoapVersion = keyof typeof versions;
