/** The names of places whose other messages are loaded with their screens. */
export const places = {
  invoices: {
    title: 'Invoices',
    about: 'Invoices and credit notes by UTC month, their lines, and the balance.',
  },
};
