// Months as weeks of days, and bars across them. Days are `YYYY-MM-DD`, months `YYYY-MM`.

import { getDayOfWeek, parseDate } from '@internationalized/date';
import { addDays, daysBetween } from '$lib/time';

export const DAYS_PER_WEEK = 7;

/** The day on which weeks begin, as a person may choose it. */
export const WEEK_STARTS = ['mon', 'sun', 'sat'] as const;
export type WeekStart = (typeof WEEK_STARTS)[number];

export function isWeekStart(word: string | null | undefined): word is WeekStart {
  return (WEEK_STARTS as readonly (string | null | undefined)[]).includes(word);
}

/** Whether a text of an address is a month. */
export function isMonth(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** Whether a text of an address is a year. */
export function isYear(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}$/.test(text);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The first of a month. */
export function firstOf(month: string): string {
  return `${month}-01`;
}

/** The month so many months later. */
export function addMonths(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + (number - 1) + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** The same day of another month, or its last where it has no such day. */
export function dayInMonth(day: string, month: string): string {
  const last = addDays(firstOf(addMonths(month, 1)), -1);
  const same = `${month}-${day.slice(8)}`;
  return same < last ? same : last;
}

/** The first day of the week that `day` is in, as weeks begin in the locale's region, or as chosen. */
export function weekOf(day: string, locale: string, start: WeekStart | null): string {
  return addDays(day, -getDayOfWeek(parseDate(day), locale, start ?? undefined));
}

/** The whole weeks in which a month's days lie. */
export function weeksOf(month: string, locale: string, start: WeekStart | null): string[][] {
  const until = firstOf(addMonths(month, 1));
  const weeks: string[][] = [];
  for (let first = weekOf(firstOf(month), locale, start); first < until; first = addDays(first, DAYS_PER_WEEK)) {
    weeks.push(Array.from({ length: DAYS_PER_WEEK }, (_, day) => addDays(first, day)));
  }
  return weeks;
}

/** A span of days, both counted. */
export interface Span {
  readonly starts_on: string;
  readonly ends_on: string;
}

/** What is seen of a span in a stretch of days. */
export interface Bar<S extends Span> {
  readonly of: S;
  /** Which day of the stretch it begins on, from 0. */
  readonly from: number;
  /** How many of its days. */
  readonly days: number;
  /** 0 is the topmost. No two bars of a lane share a day. */
  readonly lane: number;
  /** Whether the span begins before the stretch, or goes on after it. */
  readonly runsIn: boolean;
  readonly runsOn: boolean;
}

/** The bars of spans, which come by their first day, in the days from `first` on. */
export function barsOf<S extends Span>(spans: readonly S[], first: string, days: number): Bar<S>[] {
  const last = addDays(first, days - 1);
  const free: number[] = [];
  return spans
    .filter((span) => span.starts_on <= last && span.ends_on >= first)
    .map((span) => {
      const from = Math.max(0, daysBetween(first, span.starts_on));
      const to = Math.min(days - 1, daysBetween(first, span.ends_on));
      const found = free.findIndex((day) => day <= from);
      const lane = found < 0 ? free.length : found;
      free[lane] = to + 1;
      return { of: span, from, days: to - from + 1, lane, runsIn: span.starts_on < first, runsOn: span.ends_on > last };
    });
}

/** How many lanes some bars take. */
export function lanesOf(bars: readonly Bar<Span>[]): number {
  return Math.max(0, ...bars.map(({ lane }) => lane + 1));
}
