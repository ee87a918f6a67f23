// The catalogues against each other and against the sources that use them.

import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { bareTextIn, treeOf, usesIn, type Use } from '$test/usage';
import { english, loadCatalogue, type Key } from './catalogues';
import { LANGUAGES, type Language } from './languages';

const sources = import.meta.glob<string>(['../../**/*.svelte', '../../**/*.ts', '!../../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const files = import.meta.glob<Record<string, string>>('./messages/*/*.json', { import: 'default', eager: true });
const keys = Object.keys(english) as Key[];
const trees = Object.entries(sources)
  .filter(([file]) => !file.endsWith('.d.ts') && !file.includes('/bindings.ts'))
  .map(([file, source]) => ({ file, tree: treeOf(file, source) }));

/** Areas worded by codes that the program sends, so no source names their keys. */
const BY_CODE = ['action.', 'finding.', 'import.'];

describe.each(Object.keys(LANGUAGES) as Language[])('the catalogue of %s', (language) => {
  const loaded = loadCatalogue(language);

  test('has the keys of English and no others', async () => {
    expect(Object.keys(await loaded).sort()).toEqual([...keys].sort());
  });

  test('has the placeholders and tags of English in every message', async () => {
    const catalogue = await loaded;
    const marks = (pattern: string) => [...placeholders(pattern), ...tags(pattern)].join();
    const different = keys.filter((key) => marks(catalogue[key]) !== marks(english[key]));
    expect(different).toEqual([]);
  });

  test('counts in every form that the language has', async () => {
    const forms = formsOf(language);
    const catalogue = await loaded;
    const short = keys.filter((key) =>
      pluralForms(catalogue[key]).some((has) => !forms.every((form) => has.has(form))),
    );
    expect(short).toEqual([]);
  });

  test('keeps each key in the file of its area', () => {
    const misplaced = Object.entries(files)
      .filter(([file]) => file.startsWith(`./messages/${language}/`))
      .flatMap(([file, messages]) => {
        const area = file.slice(file.lastIndexOf('/') + 1, -'.json'.length);
        return Object.keys(messages).filter((key) => !key.startsWith(`${area}.`));
      });
    expect(misplaced).toEqual([]);
  });
});

describe('the sources', () => {
  const uses = trees.flatMap(({ file, tree }) => usesIn(file, tree, new Set(keys)));

  test('use no key that is not there', () => {
    const missing = uses.filter((use) => !keys.some((key) => fits(use, key)) && !isOpen(use));
    expect(missing).toEqual([]);
  });

  test('compute the end of a key only within a group of its area', () => {
    // `itinerary.kind.${kind}` says which keys may be meant; `itinerary.${name}` would count all of them as used.
    const areas = new Set(keys.map((key) => key.slice(0, key.indexOf('.') + 1)));
    const wide = uses.filter(({ key, whole }) => !whole && areas.has(key) && !BY_CODE.includes(key));
    expect(wide).toEqual([]);
  });

  test('use every key', () => {
    const used = (key: Key) => BY_CODE.some((area) => key.startsWith(area)) || uses.some((use) => fits(use, key));
    expect(keys.filter((key) => !used(key))).toEqual([]);
  });

  test('fill in every placeholder', () => {
    const holes = uses.filter(({ key, whole, args }) => {
      if (!whole || args === null || !(key in english)) return false;
      return placeholders(english[key as Key]).some((name) => !args.includes(name));
    });
    expect(holes).toEqual([]);
  });

  test('have no words of their own in the markup', () => {
    const components = trees.filter(({ file }) => file.endsWith('.svelte'));
    expect(components.flatMap(({ file, tree }) => bareTextIn(file, tree))).toEqual([]);
  });
});

/** The forms in which `language` counts whole numbers; Spanish and French have one more for millions, which are not reached. */
function formsOf(language: Language): Intl.LDMLPluralRule[] {
  const rules = new Intl.PluralRules(language);
  const counts = Array.from({ length: 200 }, (_, count) => rules.select(count));
  return [...new Set<Intl.LDMLPluralRule>([...counts, 'other'])];
}

/** Whether a use words this key. */
function fits({ key: used, whole }: Use, key: string): boolean {
  return whole ? used === key : key.startsWith(used);
}

/** A code that the program sends may have no words yet where the area is worded by codes. */
function isOpen({ key, whole }: Use): boolean {
  return !whole && BY_CODE.some((area) => key.startsWith(area));
}

/** Names of placeholders, sorted. */
function placeholders(pattern: string): string[] {
  return namesOf(pattern, (type) => type !== TAG && type !== LITERAL && type !== POUND);
}

/** Names of tags, sorted. */
function tags(pattern: string): string[] {
  return namesOf(pattern, (type) => type === TAG);
}

function namesOf(pattern: string, wanted: (type: number) => boolean): string[] {
  const names = new Set<string>();
  eachNode(new IntlMessageFormat(pattern, 'en').getAst(), ({ type, value }) => {
    if (wanted(type)) names.add(String(value));
  });
  return [...names].sort();
}

/** The forms of each plural in a message. */
function pluralForms(pattern: string): Set<string>[] {
  const plurals: Set<string>[] = [];
  eachNode(new IntlMessageFormat(pattern, 'en').getAst(), ({ type, options }) => {
    if (type === PLURAL) plurals.push(new Set(Object.keys(options ?? {})));
  });
  return plurals;
}

/** Numbers of the ICU syntax tree. */
const [LITERAL, PLURAL, POUND, TAG] = [0, 6, 7, 8];

interface IcuNode {
  type: number;
  value?: unknown;
  options?: Record<string, { value: IcuNode[] }>;
  children?: IcuNode[];
}

function eachNode(nodes: unknown, visit: (node: IcuNode) => void): void {
  for (const node of nodes as IcuNode[]) {
    visit(node);
    eachNode(node.children ?? [], visit);
    for (const option of Object.values(node.options ?? {})) eachNode(option.value, visit);
  }
}
