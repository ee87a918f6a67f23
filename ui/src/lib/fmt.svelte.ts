// Dates and times in the manner in use. Reactive like `t`: screens show them anew when language or clock change.

import {
  DIGITS,
  formatDay,
  formatDays,
  formatTime,
  formatTimes,
  localeFor,
  type DayStyle,
  type Manner,
} from './format';
import { i18n } from './i18n/i18n.svelte';
import { wallClock } from './time';

class Fmt {
  /** As the person chose it; `null`: as usual in the language. */
  clock: '12' | '24' | null = $state(null);
  manner: Manner = $derived({ locale: localeFor(i18n.base, navigator.languages), clock: this.clock });
  #collator = $derived(new Intl.Collator(this.manner.locale, { sensitivity: 'base', numeric: true }));
  #number = $derived(new Intl.NumberFormat(this.manner.locale, { numberingSystem: DIGITS }));

  /** A time of day, `HH:MM`. */
  time = (time: string) => formatTime(time, this.manner);
  /** From one time of day to another. */
  times = (start: string, end: string) => formatTimes(start, end, this.manner);
  /** A day, `YYYY-MM-DD`. */
  day = (date: string, style: DayStyle = 'short') => formatDay(date, style, this.manner);
  /** A day where it begins a heading: languages that write weekdays and months small begin it with a capital all the same. */
  headingDay = (date: string, style: DayStyle) => {
    const written = this.day(date, style);
    return written.charAt(0).toLocaleUpperCase(this.manner.locale) + written.slice(1);
  };
  /** From one day to another. */
  days = (from: string, to: string, style: DayStyle = 'date') => formatDays(from, to, style, this.manner);
  number = (value: number) => this.#number.format(value);
  /** For sorting names as the language does. */
  compare = (a: string, b: string) => this.#collator.compare(a, b);

  /** When something happened, in milliseconds since 1970, by the clocks of `zone`: the time if it was today, else the day. */
  instant = (instantMs: number, zone: string, nowMs: number) => {
    const at = wallClock(instantMs, zone);
    return at.date === wallClock(nowMs, zone).date ? this.time(at.time) : this.day(at.date);
  };
}

export const fmt = new Fmt();
