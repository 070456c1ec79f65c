import type { Problem } from '../../api/problem';
import { LANGUAGES, useMessages } from '../../messages';
import { useBilling } from '../../messages/billing';
import { ChoiceField, LongField, TextField } from '../../widgets/field';
import type { Typed } from './typed';

/** Where the values are in the body of the command. */
const POINTERS: Record<keyof Typed, string> = {
  legalName: '/billing/legalName',
  lines: '/billing/address/lines',
  city: '/billing/address/city',
  postalCode: '/billing/address/postalCode',
  region: '/billing/address/region',
  country: '/billing/address/country',
  vatNumber: '/billing/vatNumber',
  registrationNumber: '/billing/registrationNumber',
  scheme: '/billing/electronicAddress/scheme',
  peppolId: '/billing/electronicAddress/id',
  name: '/billing/contact/name',
  email: '/billing/contact/email',
  phone: '/billing/contact/phone',
  reference: '/billing/reference',
  days: '/billing/paymentTerms/days',
  note: '/billing/paymentTerms/note',
  language: '/billing/language',
  pageSize: '/billing/pageSize',
};

/** The pointers whose faults a field shows. */
export const SHOWN = Object.values(POINTERS);

/** The fields of the form of billing details. */
export function Fields(props: {
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
  readonly problem: Problem | undefined;
}) {
  const billing = useBilling();
  const { customers } = useMessages();
  const { typed, problem } = props;
  const set = (change: Partial<Typed>) => props.onTyped({ ...typed, ...change });
  const field = (name: keyof Typed) => ({
    value: typed[name],
    onValue: (value: string) => set({ [name]: value }),
    pointer: POINTERS[name],
    problem,
  });
  return (
    <>
      <TextField label={billing.legalName} required longest={200} {...field('legalName')} />
      <LongField label={billing.lines} hint={billing.linesHint} required {...field('lines')} />
      <TextField label={billing.city} required longest={100} {...field('city')} />
      <TextField label={billing.postalCode} optional longest={20} {...field('postalCode')} />
      <TextField label={billing.region} optional longest={100} {...field('region')} />
      <TextField label={billing.country} required longest={2} {...field('country')} />
      <TextField
        label={billing.vatNumber}
        hint={billing.vatHint}
        optional
        longest={22}
        {...field('vatNumber')}
      />
      <TextField
        label={billing.registrationNumber}
        optional
        longest={50}
        {...field('registrationNumber')}
      />
      <TextField
        label={billing.scheme}
        hint={billing.schemeHint}
        optional
        longest={4}
        {...field('scheme')}
      />
      <TextField label={billing.peppolId} optional longest={50} {...field('peppolId')} />
      <fieldset>
        <legend>{billing.contact}</legend>
        <TextField label={customers.name} optional longest={100} {...field('name')} />
        <TextField label={customers.email} optional type="email" {...field('email')} />
        <TextField label={customers.phone} optional type="tel" {...field('phone')} />
      </fieldset>
      <TextField
        label={billing.reference}
        hint={billing.referenceHint}
        optional
        longest={100}
        {...field('reference')}
      />
      <TextField
        label={billing.days}
        hint={billing.daysHint}
        optional
        type="number"
        min={0}
        max={365}
        {...field('days')}
      />
      <TextField label={billing.note} optional longest={500} {...field('note')} />
      <ChoiceField
        label={billing.language}
        choices={Object.entries(LANGUAGES)}
        {...field('language')}
      />
      <ChoiceField
        label={billing.paper}
        choices={[
          ['A4', 'A4'],
          ['LETTER', 'Letter'],
        ]}
        {...field('pageSize')}
      />
    </>
  );
}
