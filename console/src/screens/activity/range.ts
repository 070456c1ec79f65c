import { useMemo } from 'preact/hooks';
import { dayFrom, dayOf, daysAfter, isDay } from '../../api/calendar';
import { now } from '../../api/clock';
import type { Problem } from '../../api/problem';

/** How many days are shown unless the person chooses others. */
const DAYS = 30;

/** The most days of the list of users, except in CSV. */
const MOST_DAYS_OF_USERS = 31;

export interface Range {
  readonly from: string;
  readonly to: string;
}

/** Returns the chosen range of UTC days, both included: without a choice, the latest 30 days. */
export function useRange(chosen: Range): Range {
  const today = useMemo(() => dayOf(now.peek()), []);
  const last = isDay(chosen.to) ? chosen.to : today;
  return { from: chosen.from || daysAfter(last, 1 - DAYS), to: chosen.to || today };
}

/** Returns the first day of the longest range that the list of users would take, if one was refused. */
export function shorterFrom(problem: Problem | undefined, { from, to }: Range): string | undefined {
  const fault = problem?.errors?.find(each => each.parameter === 'from');
  if (problem?.code !== 'range-invalid' || fault === undefined || !isDay(to)) {
    return undefined;
  }
  const first = daysAfter(to, 1 - MOST_DAYS_OF_USERS);
  const told = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/.exec(fault.detail)?.[0];
  const day = told === undefined ? first : dayFrom(told);
  return day <= to && day > from ? day : undefined;
}
