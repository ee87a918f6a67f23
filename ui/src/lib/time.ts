// Wall clocks of two cities. Plans are kept as a wall-clock time and a zone, never as an offset: the zone's own rules
// say what the other city's clocks show, and these rules differ between cities and change twice a year.

import { Temporal } from 'temporal-polyfill';

/** The same moment as the clocks of another city show it. */
export interface Twin {
  /** `YYYY-MM-DD` there. */
  readonly date: string;
  /** `HH:MM` there. */
  readonly time: string;
  /** Days by which the date there is ahead: -1 is the day before, 1 the next day. */
  readonly dayShift: number;
  /** Hours by which the clocks there are ahead, such as 5.5; negative where they are behind. */
  readonly hours: number;
}

/**
 * What the clocks in `toZone` show when those in `fromZone` show `time` (`HH:MM`) on `date` (`YYYY-MM-DD`).
 *
 * A time that is skipped or repeated when clocks change is taken as calendars do (RFC 5545): the later of a skipped
 * pair, the earlier of a repeated one.
 */
export function twin(date: string, time: string, fromZone: string, toZone: string): Twin {
  const here = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(fromZone);
  const there = here.withTimeZone(toZone);
  return {
    date: there.toPlainDate().toString(),
    time: clockFace(there),
    dayShift: daysBetween(here.toPlainDate().toString(), there.toPlainDate().toString()),
    hours: (there.offsetNanoseconds - here.offsetNanoseconds) / NANOSECONDS_PER_HOUR,
  };
}

const NANOSECONDS_PER_HOUR = 3.6e12;

/** The date and time that the clocks in `zone` show at an instant, given in milliseconds since 1970. */
export function wallClock(instantMs: number, zone: string): { date: string; time: string } {
  const there = Temporal.Instant.fromEpochMilliseconds(Math.round(instantMs)).toZonedDateTimeISO(zone);
  return { date: there.toPlainDate().toString(), time: clockFace(there) };
}

function clockFace(at: Temporal.ZonedDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}

/** Whole days from one date to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** The date `days` later. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Minutes after midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** `HH:MM` of minutes after midnight; 24:00 and later run on into the next day's hours. */
export function timeOf(minutes: number): string {
  const inDay = ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

const MINUTES_PER_DAY = 24 * 60;

/** Whether a text names a zone that this computer knows the rules of. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
