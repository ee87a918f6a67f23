import { describe, expect, test } from 'vitest';
import { formatDay, formatDays, formatTime, formatTimes, localeFor, type Manner } from './format';

/** Without the narrow spaces of a locale's data, which differ between versions of that data. */
const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ').replace(/\s*–\s*/g, '–');
const manner = (locale: string, clock: Manner['clock'] = null): Manner => ({ locale, clock });

describe('a time of day', () => {
  test.each([
    ['en-US', null, '2:30 PM'],
    ['en-US', '24', '14:30'],
    ['en-GB', null, '14:30'],
    ['en-GB', '12', '2:30 pm'],
    ['uk-UA', null, '14:30'],
  ] as const)('in %s on a clock of %s hours is %s', (locale, clock, written) => {
    expect(plain(formatTime('14:30', manner(locale, clock)))).toBe(written);
  });

  test('midnight is 00:00 and never 24:00', () => {
    expect(formatTime('00:00', manner('en-US', '24'))).toBe('00:00');
  });

  test('from one to another says the half of the day once', () => {
    expect(plain(formatTimes('09:00', '10:30', manner('en-US')))).toBe('9:00–10:30 AM');
  });

  test('over midnight both ends are written', () => {
    expect(plain(formatTimes('22:00', '01:30', manner('en-GB')))).toBe('22:00–01:30');
  });
});

describe('a day', () => {
  test('is written as the language does', () => {
    expect(formatDay('2026-10-06', 'long', manner('en-GB'))).toBe('Tuesday 6 October');
    expect(formatDay('2026-10-06', 'long', manner('en-US'))).toBe('Tuesday, October 6');
    expect(formatDay('2026-10-06', 'long', manner('uk'))).toBe('вівторок, 6 жовтня');
    expect(formatDay('2026-10-06', 'long', manner('de'))).toBe('Dienstag, 6. Oktober');
  });

  test('keeps the calendar and the digits in which it was typed, where the region has others', () => {
    expect(formatDay('2026-10-06', 'date_year', manner('ar-SA'))).toMatch(/^6 أكتوبر.? 2026/);
  });

  test('from one to another names the month once', () => {
    expect(plain(formatDays('2026-10-17', '2026-10-26', 'date', manner('en-GB')))).toBe('17–26 Oct');
  });
});

test('the region comes from the languages of the system', () => {
  expect(localeFor('en', ['uk-UA', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(localeFor('uk', ['en-US'])).toBe('uk');
});
