import { expect, test } from 'vitest';
import { marksOf } from './marks';

/** The text with what was found in brackets. */
function marked(text: string, looked: string): string {
  return marksOf(text, looked)
    .map((mark) => (mark.found ? `[${mark.text}]` : mark.text))
    .join('');
}

test.each([
  ['Station tour', 'sta', '[Sta]tion tour'],
  ['Station tour', 'tour STA', '[Sta]tion [tour]'],
  ['Cafe\u0301 Été', 'cafe ete', '[Cafe\u0301] [Été]'],
  ['Юрій Савчук', 'савч', 'Юрій [Савч]ук'],
  ['Yurii Savchuk', 'юрій', 'Yurii Savchuk'],
  ['Restoration', 'sta', 'Restoration'],
  ['A (b) c', '(', 'A (b) c'],
  ['', 'a', ''],
])('%s looked at for %s', (text, looked, expected) => {
  expect(marked(text, looked)).toBe(expected);
});
