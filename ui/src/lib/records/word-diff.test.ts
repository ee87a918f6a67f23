import { expect, test } from 'vitest';
import { changedWords } from './word-diff';

/** The text with what differs in brackets. */
const marked = (text: string, other: string) =>
  changedWords(text, other)
    .map((stretch) => (stretch.changed ? `[${stretch.text}]` : stretch.text))
    .join('');

test.each([
  ['LO 095, Warsaw to Dulles', 'LO 093, Warsaw to Dulles', 'LO [095], Warsaw to Dulles'],
  ['Sat 17 Oct, 20:40', 'Sat 17 Oct, 18:25', 'Sat 17 Oct, [20:40]'],
  ['Meet at the old gate', 'Meet at the gate', 'Meet at the [old] gate'],
  ['Зустріч біля нової брами', 'Зустріч біля брами', 'Зустріч біля [нової] брами'],
  ['by the north door', 'at a south gate', '[by the north door]'],
  ['the same', 'the same', 'the same'],
  ['', 'something', ''],
  ['something', '', '[something]'],
])('%j beside %j shows %j', (text, other, shown) => {
  expect(marked(text, other)).toBe(shown);
});

test('nothing of a text is lost', () => {
  const text = 'Two  spaces,\na line – and “quotes”.';
  expect(
    changedWords(text, 'Two lines and quotes')
      .map((stretch) => stretch.text)
      .join(''),
  ).toBe(text);
});

test('texts too long to compare are marked as a whole', () => {
  const long = 'word '.repeat(3_000);
  expect(changedWords(long, `${long}more`)).toEqual([{ text: long, changed: true }]);
});
