// The design's rules, held over every source. Each failure names the file, the line and the way out.

import { describe, expect, test } from 'vitest';

const code = import.meta.glob<string>(['./**/*.svelte', './**/*.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const sheets = import.meta.glob<string>('./**/*.css', { query: '?raw', import: 'default', eager: true });

/** Styles with their file: whole sheets, and what stands in `<style>` of a component. */
const styles = [
  ...Object.entries(sheets).filter(([file]) => !file.endsWith('/tokens.css')),
  ...Object.entries(code).flatMap(([file, source]) => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(source)?.[1];
    return style ? [[file, style] as const] : [];
  }),
].map(([file, style]) => [file, withoutComments(style)] as const);

/** Inline styles and markup count too. */
const markup = Object.entries(code)
  .filter(([file]) => file.endsWith('.svelte'))
  .map(([file, source]) => [file, source.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '')] as const);

describe('styles', () => {
  test('take colours from tokens.css', () => {
    expect(
      findIn(styles, /#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|color-mix)\(/gi),
      'use a colour token',
    ).toEqual([]);
    expect(findIn(markup, /(?:fill|stroke|color|style)[^\n"]*"[^"]*#[0-9a-f]{3,8}\b/gi), 'use a colour token').toEqual(
      [],
    );
  });

  test('take sizes of text from tokens.css', () => {
    expect(findIn(styles, /font-size:\s*[\d.]+(?:px|pt)/g), 'use a --fs token').toEqual([]);
  });

  test('take what lies over what from tokens.css', () => {
    expect(findIn(styles, /z-index:\s*-?\d/g), 'use a --z token').toEqual([]);
  });

  test('name sides by the direction of reading', () => {
    const sides = [
      /(?:^|[\s;{])(?:left|right):/g,
      /(?:margin|padding|border|inset)-(?:left|right)\b/g,
      /text-align:\s*(?:left|right)/g,
      /\bfloat:\s*(?:left|right)/g,
      /border-(?:top|bottom)-(?:left|right)-radius/g,
    ];
    const found = sides.flatMap((side) => [...findIn(styles, side), ...findIn(markup, inStyle(side))]);
    expect(found, 'use inset-inline, margin-inline, text-align: start').toEqual([]);
  });

  test('keep a shorthand of four from hiding left and right', () => {
    const four = /(?:margin|padding|inset):\s*([\w.()-]+)\s+([\w.()-]+)\s+([\w.()-]+)\s+([\w.()-]+)\s*;/g;
    const found = styles.flatMap(([file, style]) =>
      [...style.matchAll(four)].filter(([, , end, , start]) => end !== start).map(([rule]) => `${file}: ${rule}`),
    );
    expect(found, 'write the inline sides apart').toEqual([]);
  });

  test('take no outline away without saying what shows the focus', () => {
    const bare = Object.entries(code).flatMap(([file, source]) =>
      [...source.matchAll(/outline:\s*(?:none|0)\b.*/g)]
        .filter(([line]) => !line.includes('/*'))
        .map(([line]) => `${file}: ${line}`),
    );
    expect(bare, 'keep the outline, or name in a comment what shows the focus').toEqual([]);
  });

  test('have no gradients but the clash hatch, and no capitals by style', () => {
    expect(findIn(styles, /(?<!repeating-)linear-gradient|radial-gradient|text-transform:\s*uppercase/g)).toEqual([]);
  });
});

describe('imports', () => {
  const imports = Object.entries(code).flatMap(([file, source]) =>
    [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((found) => ({
      file,
      from: resolve(file, found[1] ?? ''),
    })),
  );
  const product = imports.filter(({ file }) => !file.endsWith('.test.ts'));

  test('of the desktop shell stand in the one file that knows it', () => {
    const found = imports.filter(({ from }) => from.startsWith('@tauri-apps/')).map(({ file }) => file);
    expect(new Set(found.filter((file) => !file.startsWith('./lib/host/tauri')))).toEqual(new Set());
  });

  test.each([
    ['lib', ['features', 'frame', 'screens', 'root']],
    ['features', ['frame', 'screens', 'root']],
    ['frame', ['features', 'screens', 'root']],
    ['screens', ['frame', 'root']],
  ])('of %s never reach up to %o', (tier, above) => {
    const found = product.filter(({ file, from }) => tierOf(file) === tier && above.includes(tierOf(from) ?? ''));
    expect(found).toEqual([]);
  });

  test('of a feature never reach into another', () => {
    const featureOf = (path: string) => /^\.\/features\/([^/]+)/.exec(path)?.[1];
    const sideways = product.filter(({ file, from }) => {
      const [own, other] = [featureOf(file), featureOf(from)];
      return own !== undefined && other !== undefined && own !== other;
    });
    expect(sideways, 'what two features need belongs to lib').toEqual([]);
  });

  test('of components know no records and no commands', () => {
    const components = product.filter(({ file }) => file.startsWith('./lib/components/'));
    expect(components.filter(({ from }) => from === './lib/api/bindings' || from.startsWith('./lib/desk'))).toEqual([]);
  });

  test('of test helpers stay in tests', () => {
    expect(product.filter(({ from }) => from.startsWith('$test/') || from === './lib/host/fake')).toEqual([]);
  });
});

/** The top folder of a path in `src`, `root` for files in `src` itself, nothing for packages. */
function tierOf(path: string): string | null {
  if (!path.startsWith('./')) return null;
  const [, folder = '', rest] = path.split('/');
  return rest === undefined ? 'root' : folder;
}

function resolve(file: string, from: string): string {
  if (from.startsWith('$lib/')) return `./lib/${from.slice('$lib/'.length)}`;
  if (!from.startsWith('.')) return from;
  const base = new URL(file, 'file:///src/');
  return `./${new URL(from, base).pathname.replace('/src/', '')}`;
}

function findIn(sources: readonly (readonly [string, string])[], rule: RegExp): string[] {
  return sources.flatMap(([file, text]) =>
    [...text.matchAll(rule)].map((found) => `${file}:${lineOf(text, found.index)} ${found[0].trim()}`),
  );
}

/** The line within the text searched; for a component that is within its style. */
function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** The same rule, only inside a `style` attribute. */
function inStyle(rule: RegExp): RegExp {
  return new RegExp(`style="[^"]*${rule.source}`, 'g');
}

function withoutComments(style: string): string {
  return style.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}
