import { expect, test } from 'vitest';
import type { JournalLine } from '$lib/api/bindings';
import { hoursText, lineText, minutesOfText, modeOf } from './words';

test.each([
  ['1:30', 90],
  ['2', 120],
  ['1.5', 90],
  ['1,5', 90],
  ['90 min', 90],
  ['45 хв', 45],
  ['3 h', 180],
  ['24:00', 1440],
  ['24:01', null],
  ['0', null],
  ['1:75', null],
  ['an hour', null],
  ['', null],
])('“%s” is %s minutes', (text, minutes) => {
  expect(minutesOfText(text)).toBe(minutes);
});

test('hours are told of the day and of the whole visit', () => {
  const none = { minutes: 0, volunteers: 0 };
  const some = { minutes: 450, volunteers: 3 };
  expect(hoursText(none, none)).toBe('No volunteers’ hours are noted yet.');
  expect(hoursText(none, some)).toBe(
    'Nobody’s hours are noted for this day; 3 volunteers gave 7 h 30 min in the whole visit.',
  );
  expect(hoursText({ minutes: 90, volunteers: 1 }, some)).toBe(
    '1 volunteer gave 1 h 30 min on this day; 7 h 30 min in the whole visit.',
  );
});

test('a line says what happened by its kind', () => {
  const line = (fields: Partial<JournalLine>): JournalLine => ({
    key: 'k',
    entry: 'e',
    kind: 'note',
    time: '09:00',
    text: null,
    people: [],
    item: null,
    expected: 0,
    head_count: null,
    volunteer: null,
    minutes: null,
    ...fields,
  });
  expect(lineText(line({ text: 'Rain' }))).toBe('Rain');
  expect(lineText(line({ kind: 'hours', minutes: 150, text: 'Driving' }))).toBe('2 h 30 min · Driving');
  const attendance = { kind: 'attendance', item: { id: 'i', name: 'Drill' }, expected: 6, head_count: 40 };
  expect(lineText(line(attendance))).toBe('0 of 6 were at “Drill”. 40 in all.');
  expect(lineText(line({ kind: 'arrival', text: 'The coach stands at gate 4' }))).toBe('The coach stands at gate 4');
  expect(lineText(line({ kind: 'of a newer program', text: 'Something' }))).toBe('Something');
});

test('a kind of a newer program is told like a note', () => {
  expect(modeOf('hours')).toBe('hours');
  expect(modeOf('incident')).toBe('note');
});
