/** UTC days such as 2026-11-30 and UTC months such as 2026-11, as the API names them. */

/** Returns the UTC day of an instant, in milliseconds since 1970. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Returns the UTC month of an instant, in milliseconds since 1970. */
export function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

/** Returns whether a text is a day that exists. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && dayOf(at) === text;
}

/** Returns whether a text is a month, of the years 2000 to 9999. */
export function isMonth(text: string): boolean {
  return /^[2-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);
}

/** Returns the day so many days after another, or before it. */
export function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);
}

/** Returns the month so many months after another, or before it. */
export function monthsAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthOf(Date.UTC(year, number - 1 + months));
}

/** Returns the first UTC day that begins at an instant or later. */
export function dayFrom(instant: string): string {
  const at = Date.parse(instant);
  const day = dayOf(at);
  return at === Date.parse(`${day}T00:00:00Z`) ? day : daysAfter(day, 1);
}
