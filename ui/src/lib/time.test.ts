import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, isZone, minutesOf, timeOf, twin, wallClock } from './time';

const NEW_YORK = 'America/New_York';
const KYIV = 'Europe/Kyiv';
const KHABAROVSK = 'Asia/Vladivostok';

describe('two cities whose clocks change a week apart', () => {
  // Kyiv leaves summer time on 25 October 2026, New York on 1 November.
  test.each([
    ['2026-10-24', 7, '21:30'],
    ['2026-10-25', 6, '20:30'],
    ['2026-10-31', 6, '20:30'],
    ['2026-11-01', 7, '21:30'],
  ])('on %s Kyiv is %i hours ahead of New York', (date, hours, time) => {
    expect(twin(date, '14:30', NEW_YORK, KYIV)).toEqual({ date, time, dayShift: 0, hours });
  });

  test('the same morning can be on either side of the change', () => {
    expect(twin('2026-10-24', '19:00', NEW_YORK, KYIV)).toMatchObject({ time: '02:00', date: '2026-10-25', hours: 7 });
    expect(twin('2026-10-24', '21:00', NEW_YORK, KYIV)).toMatchObject({ time: '03:00', date: '2026-10-25', hours: 6 });
  });
});

describe('the other day', () => {
  test('an evening in Portland is the next day in Khabarovsk', () => {
    expect(twin('2026-12-03', '18:00', 'America/Los_Angeles', KHABAROVSK)).toEqual({
      date: '2026-12-04',
      time: '12:00',
      dayShift: 1,
      hours: 18,
    });
  });

  test('a morning in Khabarovsk is the day before in Portland', () => {
    expect(twin('2026-12-04', '09:15', KHABAROVSK, 'America/Los_Angeles')).toMatchObject({
      dayShift: -1,
      time: '15:15',
    });
  });

  test('half hours are kept', () => {
    expect(twin('2026-06-01', '12:00', 'Europe/London', 'Asia/Kolkata')).toMatchObject({ time: '16:30', hours: 4.5 });
  });
});

describe('times that a clock change skips or repeats', () => {
  test('a skipped time is taken as the later one', () => {
    // In New York, 02:30 does not exist on 14 March 2027: the clocks go from 02:00 to 03:00.
    expect(twin('2027-03-14', '02:30', NEW_YORK, 'UTC').time).toBe('07:30');
  });

  test('a repeated time is taken as the earlier one', () => {
    expect(twin('2026-11-01', '01:30', NEW_YORK, 'UTC').time).toBe('05:30');
  });
});

test('an instant is read on the clocks of a zone', () => {
  const instant = Date.UTC(2026, 9, 6, 22, 5);
  expect(wallClock(instant, NEW_YORK)).toEqual({ date: '2026-10-06', time: '18:05' });
  expect(wallClock(instant, KHABAROVSK)).toEqual({ date: '2026-10-07', time: '08:05' });
});

test('days are counted over a change of clocks and of years', () => {
  expect(daysBetween('2026-10-24', '2026-11-02')).toBe(9);
  expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1);
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
});

test('minutes after midnight and back', () => {
  expect(minutesOf('09:30')).toBe(570);
  expect(timeOf(570)).toBe('09:30');
  expect(timeOf(24 * 60 + 15)).toBe('00:15');
  expect(timeOf(-15)).toBe('23:45');
});

test('a zone is one whose rules are known here', () => {
  expect(isZone('Europe/Kyiv')).toBe(true);
  expect(isZone('Europe/Atlantis')).toBe(false);
});
