import { describe, expect, test } from 'vitest';
import { addMonths, barsOf, dayInMonth, isMonth, lanesOf, weeksOf } from './month';

describe('a month', () => {
  test('is told from other texts', () => {
    expect(['2026-10', '2026-13', '2026-1', 'x', undefined].filter(isMonth)).toEqual(['2026-10']);
  });

  test('is followed by the next over the end of a year', () => {
    expect([addMonths('2026-12', 1), addMonths('2026-01', -1), addMonths('2026-10', 14)]).toEqual([
      '2027-01',
      '2025-12',
      '2027-12',
    ]);
  });

  test('has the same day, or its last where it is too short', () => {
    expect([dayInMonth('2026-10-20', '2026-11'), dayInMonth('2026-01-31', '2026-02')]).toEqual([
      '2026-11-20',
      '2026-02-28',
    ]);
  });

  test.each([
    ['en-US', null, '2026-09-27', 5],
    ['en-GB', null, '2026-09-28', 5],
    ['uk', null, '2026-09-28', 5],
    ['ar-EG', null, '2026-09-26', 6],
    ['en-US', 'mon', '2026-09-28', 5],
    ['uk', 'sun', '2026-09-27', 5],
  ] as const)('begins its weeks in %s with %o on %s', (locale, start, first, count) => {
    const weeks = weeksOf('2026-10', locale, start);
    expect(weeks[0]?.[0]).toBe(first);
    expect(weeks).toHaveLength(count);
    expect(new Set(weeks.flat()).size).toBe(count * 7);
    expect(weeks.flat()).toContain('2026-10-31');
  });
});

describe('bars', () => {
  const span = (starts_on: string, ends_on: string) => ({ starts_on, ends_on });

  test('are what of a span lies in the days, and say where it goes on', () => {
    const bars = barsOf([span('2026-10-10', '2026-10-13'), span('2026-10-17', '2026-10-26')], '2026-10-12', 7);
    expect(bars.map(({ from, days, runsIn, runsOn }) => [from, days, runsIn, runsOn])).toEqual([
      [0, 2, true, false],
      [5, 2, false, true],
    ]);
  });

  test('never share a day of a lane, and use a lane again once it is free', () => {
    const spans = [
      span('2026-10-12', '2026-10-14'),
      span('2026-10-13', '2026-10-13'),
      span('2026-10-15', '2026-10-18'),
    ];
    const bars = barsOf(spans, '2026-10-12', 7);
    expect(bars.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(lanesOf(bars)).toBe(2);
  });

  test('of a span that touches no day are none', () => {
    expect(barsOf([span('2026-10-19', '2026-10-20')], '2026-10-12', 7)).toEqual([]);
  });
});
