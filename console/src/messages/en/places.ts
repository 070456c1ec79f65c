/** The names of places whose other messages are loaded with their screens. */
export const places = {
  invoices: {
    title: 'Invoices',
    about: 'Invoices and credit notes by UTC month, their lines, and the balance.',
  },
  webhooks: {
    title: 'Webhooks',
    about: 'Where events are sent as they happen, signed and in order.',
    one: 'Webhook',
    create: 'Create a webhook',
    change: 'Change the webhook',
    redeliver: 'Send events again',
    rotate: 'Replace the secret',
    remove: 'Delete the webhook',
    ping: 'Send a test event',
  },
};
