import type { Money } from '../api/money';
import { spokenLanguage } from '../messages';
import { zone } from '../preferences';

/** Formats money exactly: its decimal text is never made a binary fraction. */
export function money({ amount, currency }: Money): string {
  return new Intl.NumberFormat(spokenLanguage(), { style: 'currency', currency }).format(
    amount as `${number}`,
  );
}

/** Formats a decimal rate, 0.10 as ten per cent. */
export function percent(rate: string): string {
  return new Intl.NumberFormat(spokenLanguage(), {
    style: 'percent',
    maximumFractionDigits: 4,
  }).format(rate as `${number}`);
}

export function number(value: number): string {
  return new Intl.NumberFormat(spokenLanguage()).format(value);
}

/** Returns which of its forms of a word the language uses with a number. */
export function formFor(value: number): Intl.LDMLPluralRule {
  return new Intl.PluralRules(spokenLanguage()).select(value);
}

const FIELDS = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
} as const;

/** Formats an instant in the zone of the reader or in UTC, as the reader chose, and names it. */
export function instant(at: string): string {
  return new Intl.DateTimeFormat(spokenLanguage(), {
    ...FIELDS,
    timeZoneName: 'short',
    ...(zone.value === 'utc' ? { timeZone: 'UTC' } : {}),
  }).format(new Date(at));
}

/** Formats an instant in UTC, to the second. */
export function utc(at: string): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

/** Formats a month such as 2026-11. */
export function month(value: string): string {
  return new Intl.DateTimeFormat(spokenLanguage(), {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${value}-01T00:00:00Z`));
}

type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

const unit = (value: number, name: Unit) =>
  new Intl.NumberFormat(spokenLanguage(), {
    style: 'unit',
    unit: name,
    unitDisplay: 'long',
  }).format(value);

const together = (parts: readonly string[]) => list(parts, 'conjunction');

/** Formats the time until an instant in its two largest units, rounded down. */
export function span(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) {
    return together(hours > 0 ? [unit(days, 'day'), unit(hours, 'hour')] : [unit(days, 'day')]);
  }
  if (hours > 0) {
    return minutes % 60 > 0
      ? together([unit(hours, 'hour'), unit(minutes % 60, 'minute')])
      : unit(hours, 'hour');
  }
  return minutes > 0
    ? unit(minutes, 'minute')
    : unit(Math.max(0, Math.floor(milliseconds / 1000)), 'second');
}

/** Formats an ISO 8601 duration such as PT336H or P1Y. Whole days are named as days. */
export function duration(iso: string): string {
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    iso,
  );
  if (found === null) {
    return iso;
  }
  const [years, months, days, hours, minutes, seconds] = found
    .slice(1)
    .map(each => Number(each ?? 0)) as [number, number, number, number, number, number];
  const calendar = [
    years > 0 ? unit(years, 'year') : '',
    months > 0 ? unit(months, 'month') : '',
  ].filter(part => part !== '');
  const clock = ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000;
  return together(clock > 0 || calendar.length === 0 ? [...calendar, span(clock)] : calendar);
}

/** Formats a number of bytes. */
export function size(bytes: number): string {
  const names = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), names.length - 1);
  return new Intl.NumberFormat(spokenLanguage(), {
    style: 'unit',
    unit: names[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}

/** Names a language, such as en-US, in the language of the person. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(spokenLanguage(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Names a market. */
export function marketName(code: string): string {
  return new Intl.DisplayNames(spokenLanguage(), { type: 'region' }).of(code) ?? code;
}

/** Lists texts, joined by `or`, or by `and` if it is a conjunction. */
export function list(
  parts: readonly string[],
  type: 'conjunction' | 'disjunction' = 'disjunction',
): string {
  return new Intl.ListFormat(spokenLanguage(), { type }).format(parts);
}
