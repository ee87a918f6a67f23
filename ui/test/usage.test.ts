import { describe, expect, test } from 'vitest';
import { bareTextIn, treeOf, usesIn } from './usage';

const keys = new Set(['a.one', 'a.two', 'a.table']);
const uses = (source: string, file = 'X.svelte') => usesIn(file, treeOf(file, source), keys);
const bare = (source: string) => bareTextIn('X.svelte', treeOf('X.svelte', source)).map(({ text }) => text);

describe('a use of a message', () => {
  test('is found in markup, with its arguments', () => {
    expect(uses("<p>{t('a.gone', { count, name: x })}</p>")).toEqual([
      { file: 'X.svelte', key: 'a.gone', whole: true, args: ['count', 'name'] },
    ]);
  });

  test('is found on both sides of a choice', () => {
    const found = uses("<p>{t(big ? 'a.big' : 'a.small')}</p>").map(({ key }) => key);
    expect(found).toEqual(['a.big', 'a.small']);
  });

  test('with a computed end counts for all that begin like it', () => {
    expect(uses('<p>{t(`a.${code}`)}</p>')).toEqual([{ file: 'X.svelte', key: 'a.', whole: false, args: [] }]);
  });

  test('in a table of keys or as an attribute counts', () => {
    expect(
      uses("export const TABLE: Record<string, string> = { x: 'a.table' };", 'x.ts').map(({ key }) => key),
    ).toEqual(['a.table']);
    expect(uses('<Rich key="a.one" />').map(({ key }) => key)).toEqual(['a.one']);
  });

  test('with arguments that come from elsewhere is not judged', () => {
    expect(uses("<p>{t('a.gone', args)}{t('a.gone', { ...args })}</p>").map(({ args }) => args)).toEqual([null, null]);
  });
});

describe('bare text', () => {
  test('is found between tags, in blocks, and in what is read aloud', () => {
    expect(bare('{#if x}<p>Hello</p>{/if}<Field label="Name" placeholder={y} /><img alt="A map" />')).toEqual([
      'Hello',
      'Name',
      'A map',
    ]);
  });

  test('is not what only programs read, nor signs', () => {
    expect(bare('<p class="lead" style:width="{n}rem">{a} · {b} – 12:30</p>')).toEqual([]);
  });
});
