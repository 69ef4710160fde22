/** The paths on which the toymaker calls back. */
export const paths = {
  receipts: '/receipts',
  news: '/toys/{number}/news',
  complaints: '/complaints',
  hurryComplaints: '/toys/{number}/complaints',
  registrations: '/requests/{requestNumber}/registration',
  decisions: '/requests/{requestNumber}/decision',
  requestComplaints: '/requests/complaints',
  told: '/told',
} as const;

/** A callback with its id in its header. */
export const callback = { by: 'callback', messageId: '/header/messageId' } as const;
