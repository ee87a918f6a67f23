// The contrast of every pair of colours that meet on a screen, by WCAG 2.2, in both themes.

import { describe, expect, test } from 'vitest';
import css from './tokens.css?raw';

const light = tokensOf(':root {');
const dark = { ...light, ...tokensOf("data-theme='dark'] {") };
const lightMore = { ...light, ...tokensOf(":root[data-contrast='more'] {") };
const darkMore = {
  ...dark,
  ...tokensOf(":root[data-contrast='more'] {"),
  ...tokensOf("[data-theme='dark'][data-contrast='more'] {"),
};

const READ_LONG = 7;
const READ = 4.5;
const SEEN = 3;

const pairs: [ink: string, ground: string, least: number][] = [
  ...on('text', ['page', 'shell', 'raised', 'sunken', 'band', 'selected', 'danger-soft', 'warn-soft'], READ_LONG),
  ...on('text-2', ['page', 'shell', 'raised', 'sunken', 'band', 'selected', 'hover', 'warn-soft', 'danger-soft'], READ),
  ...on('text-3', ['page', 'shell', 'raised', 'sunken'], READ),
  ...on('accent-text', ['page', 'shell', 'accent-soft', 'selected'], READ),
  ...on('on-accent', ['accent', 'accent-hover'], READ),
  ...['guest', 'danger', 'warn', 'ok'].flatMap((tone) => on(`${tone}-text`, ['page', `${tone}-soft`], READ)),
  ...['official', 'work', 'meal', 'move', 'culture', 'home'].flatMap((kind) =>
    on(`t-${kind}-ink`, [`t-${kind}`], READ),
  ),
  ...on('page', ['text'], READ_LONG),
  ...on('control-line', ['page', 'raised'], SEEN),
  ...on('focus', ['page', 'shell', 'raised'], SEEN),
  ...['accent', 'danger', 'warn', 'ok', ...Array.from({ length: 6 }, (_, hue) => `pair-${hue}`)].flatMap((mark) =>
    on(mark, ['page'], SEEN),
  ),
];

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, theme) => {
  test.each(pairs)('%s on %s has a contrast of at least %d', (ink, ground, least) => {
    expect(contrast(colour(theme, ink), colour(theme, ground))).toBeGreaterThanOrEqual(least);
  });
});

describe.each([
  ['light', lightMore],
  ['dark', darkMore],
])('in the %s theme with high contrast', (_, theme) => {
  /** What is read is held to AAA; what is only seen, to what is asked of text elsewhere. */
  const strict = (least: number) => (least === SEEN ? READ : READ_LONG);
  test.each(pairs.map(([ink, ground, least]) => [ink, ground, strict(least)] as const))(
    '%s on %s has a contrast of at least %d',
    (ink, ground, least) => {
      expect(contrast(colour(theme, ink), colour(theme, ground))).toBeGreaterThanOrEqual(least);
    },
  );

  test('the lines between things can be seen', () => {
    expect(contrast(colour(theme, 'line'), colour(theme, 'page'))).toBeGreaterThanOrEqual(SEEN);
  });
});

test('the dark theme gives every colour that the light one has', () => {
  const own = tokensOf("data-theme='dark'] {");
  expect(Object.keys(light).filter((name) => !(name in own))).toEqual([]);
});

function on(ink: string, grounds: string[], least: number): [string, string, number][] {
  return grounds.map((ground) => [ink, ground, least]);
}

/** Colour tokens by name, of the block that begins with `selector`. */
function tokensOf(selector: string): Record<string, string> {
  const at = css.indexOf(selector);
  if (at < 0) throw new Error(`tokens.css has no ${selector}`);
  const start = css.indexOf('{', at);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})\b/gi)].map(([, name, hex]) => [name, hex]),
  );
}

function colour(theme: Record<string, string>, name: string): string {
  const hex = theme[name];
  if (!hex) throw new Error(`tokens.css has no colour --${name}`);
  return hex;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of sRGB, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const long = hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(long.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
