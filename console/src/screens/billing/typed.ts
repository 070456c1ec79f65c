import type { Schemas } from '../../api/client';

/** What a person typed into the form of billing details. */
export interface Typed {
  readonly legalName: string;
  readonly lines: string;
  readonly city: string;
  readonly postalCode: string;
  readonly region: string;
  readonly country: string;
  readonly vatNumber: string;
  readonly registrationNumber: string;
  readonly scheme: string;
  readonly peppolId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly reference: string;
  readonly days: string;
  readonly note: string;
  readonly language: Schemas['DocumentLanguage'];
  readonly pageSize: 'A4' | 'LETTER';
}

type Change = NonNullable<Schemas['BillingDetailsChange']>;

/** Returns the values of billing details, or of a change that was typed before. */
export function typedOf(of: Change | undefined): Typed {
  return {
    legalName: of?.legalName ?? '',
    lines: of?.address?.lines?.join('\n') ?? '',
    city: of?.address?.city ?? '',
    postalCode: of?.address?.postalCode ?? '',
    region: of?.address?.region ?? '',
    country: of?.address?.country ?? '',
    vatNumber: of?.vatNumber ?? '',
    registrationNumber: of?.registrationNumber ?? '',
    scheme: of?.electronicAddress?.scheme ?? '',
    peppolId: of?.electronicAddress?.id ?? '',
    name: of?.contact?.name ?? '',
    email: of?.contact?.email ?? '',
    phone: of?.contact?.phone ?? '',
    reference: of?.reference ?? '',
    days: of?.paymentTerms?.days?.toString() ?? '',
    note: of?.paymentTerms?.note ?? '',
    language: of?.language ?? 'en',
    pageSize: of?.pageSize ?? 'A4',
  };
}

/** Returns the change that makes the billing details what was typed: an empty field removes its member. */
export function changeOf(typed: Typed): Change {
  const { name, email, phone, scheme, peppolId, days, note } = typed;
  return {
    legalName: typed.legalName,
    address: {
      lines: typed.lines.split('\n').filter(line => line.trim() !== ''),
      city: typed.city,
      postalCode: orNull(typed.postalCode),
      region: orNull(typed.region),
      country: typed.country.toUpperCase(),
    },
    vatNumber: orNull(typed.vatNumber),
    registrationNumber: orNull(typed.registrationNumber),
    electronicAddress: scheme === '' && peppolId === '' ? null : { scheme, id: peppolId },
    contact:
      name === '' && email === '' && phone === ''
        ? null
        : { name, email: orNull(email), phone: orNull(phone) },
    reference: orNull(typed.reference),
    paymentTerms: days === '' && note === '' ? null : { days: Number(days), note: orNull(note) },
    language: typed.language,
    pageSize: typed.pageSize,
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
