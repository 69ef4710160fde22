/** [TO-7] The code list CL754, transport document type. */
export const transportDocumentTypes = {
  C624: 'Form 302 - Movement of military goods',
  C625: 'Rhine Manifest',
  C664: 'CN22 declaration',
  C665: 'CN23 declaration',
  N703: 'House waybill',
  N704: 'Master bill of lading',
  N705: 'Bill of lading',
  N714: 'House bill of lading',
  N720: 'Consignment note CIM',
  N722: 'Road list - SMGS',
  N730: 'Road consignment note',
  N740: 'Air waybill',
  N741: 'Master airwaybill',
  N750: 'Movement by post including parcel post',
  N760: 'Multimodal / combined transport document',
} as const;
