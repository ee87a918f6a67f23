// Dates and times as a person reads them: by language, and on a clock of 12 or 24 hours.

/** How a person wants dates and times written. */
export interface Manner {
  /** BCP 47, with a region where the system names one: `en-US`. */
  readonly locale: string;
  /** `null`: as usual in the locale. */
  readonly clock: '12' | '24' | null;
}

/**
 * Digits that every language writes with, as BCP 47 names them. Arabic has its own, but telephone and flight numbers are
 * typed in these, and one row would show both.
 */
export const DIGITS = 'latn';

/** Days are kept in this calendar; some regions would have them shown in another, in which no partner city plans. */
const CALENDAR = 'gregory';

/** `short` Tue 6 Oct · `long` Tuesday 6 October · `full` with the year · `date` without the weekday. */
export type DayStyle =
  'weekday' | 'weekday_long' | 'short' | 'long' | 'full' | 'date' | 'date_year' | 'month' | 'month_year';

const DAY_STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  weekday: { weekday: 'short' },
  weekday_long: { weekday: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  date: { day: 'numeric', month: 'short' },
  date_year: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long' },
  month_year: { month: 'long', year: 'numeric' },
};

/** A day, `YYYY-MM-DD`. */
export function formatDay(date: string, style: DayStyle, manner: Manner): string {
  return formatter(manner.locale, DAY_STYLES[style]).format(noon(date));
}

/** From one day to another, with nothing said twice: `17 – 26 Oct`. */
export function formatDays(from: string, to: string, style: DayStyle, manner: Manner): string {
  return formatter(manner.locale, DAY_STYLES[style]).formatRange(noon(from), noon(to));
}

/** A time of day, `HH:MM`. */
export function formatTime(time: string, manner: Manner): string {
  return formatter(manner.locale, clockOptions(manner)).format(new Date(`1970-01-01T${time}:00Z`));
}

/** From one time of day to another: `9:00 – 10:30 AM`. Over midnight the two are written apart. */
export function formatTimes(start: string, end: string, manner: Manner): string {
  if (end < start) return `${formatTime(start, manner)} – ${formatTime(end, manner)}`;
  const at = (time: string) => new Date(`1970-01-01T${time}:00Z`);
  return formatter(manner.locale, clockOptions(manner)).formatRange(at(start), at(end));
}

/** The locale in which `language` is written in the region that the system's languages name. */
export function localeFor(language: string, systemLanguages: readonly string[]): string {
  return systemLanguages.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

function clockOptions({ clock }: Manner): Intl.DateTimeFormatOptions {
  // `h23` rather than `hour12: false`, which writes midnight as 24:00 in some locales.
  if (clock === '24') return { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  if (clock === '12') return { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' };
  return { timeStyle: 'short' };
}

/** Noon in UTC: far enough from midnight that no rounding moves the day. */
function noon(date: string): Date {
  return new Date(`${date}T12:00:00Z`);
}

// Making a formatter costs some hundred times what using it does, and the day board uses hundreds.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, {
      ...options,
      timeZone: 'UTC',
      numberingSystem: DIGITS,
      calendar: CALENDAR,
    });
    formatters.set(key, made);
  }
  return made;
}
