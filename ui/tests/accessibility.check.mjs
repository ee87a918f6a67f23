// axe finds nothing on any screen, in either theme; and nothing is cut off in a narrow window or with large text.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { openProgram, screens, WINDOW } from './program.mjs';

/** What the Web Content Accessibility Guidelines ask for, and what axe advises besides. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const THEMES = ['light', 'dark'];
/** What lies over a screen: its name, the keys that open it, and its role. */
const OVERLAYS = [
  ['the Find box', ['Control+k'], 'option'],
  ['what I did', ['Alt+z'], 'dialog'],
  ['the list of keys', ['?'], 'dialog'],
  ['a new item', ['n'], 'complementary'],
];
/** The narrowest window there is, in pixels. */
const NARROW = { width: 320, height: 640 };

describe('a program that is as new', () => {
  let program;
  before(async () => (program = await openProgram({ demo: false })));
  after(() => program.close());

  for (const theme of THEMES) {
    test(`welcomes accessibly in the ${theme} theme`, async () => {
      await program.prefer({ theme });
      await program.show('/welcome');
      assert.equal(await program.page.locator('html').getAttribute('data-theme'), theme);
      assert.deepEqual(await violations(program.page), []);
    });
  }
});

describe('the demonstration', () => {
  let program;
  let all;
  before(async () => {
    program = await openProgram({ demo: true });
    all = await screens(program);
  });
  after(() => program.close());

  for (const theme of THEMES) {
    test(`is accessible on every screen in the ${theme} theme`, async () => {
      await program.prefer({ theme });
      for (const [name, route] of all) {
        await program.show(route);
        assert.equal(await program.page.locator('html').getAttribute('data-theme'), theme, name);
        assert.deepEqual(await violations(program.page), [], name);
      }
    });
  }

  for (const theme of THEMES) {
    test(`is accessible with what lies over a screen in the ${theme} theme`, async () => {
      await program.prefer({ theme });
      const [, itinerary] = all.find(([name]) => name === 'itinerary');
      for (const [name, keys, role] of OVERLAYS) {
        await program.show(itinerary);
        for (const key of keys) await program.page.keyboard.press(key);
        await program.page.getByRole(role).first().waitFor();
        assert.deepEqual(await violations(program.page), [], name);
      }
    });
  }

  test('never scrolls sideways in the narrowest window', async () => {
    await program.page.setViewportSize(NARROW);
    for (const [name, route] of all) {
      await program.show(route);
      assert.equal(await sideways(program.page), 0, name);
    }
    await program.page.setViewportSize(WINDOW);
  });

  test('never scrolls sideways with the largest text', async () => {
    await program.prefer({ text_size: 150 });
    for (const [name, route] of all) {
      await program.show(route);
      assert.equal(await sideways(program.page), 0, name);
    }
    await program.prefer({ text_size: null });
  });

  test('gives the browser nothing to complain about', () => {
    assert.deepEqual(program.complaints, []);
  });
});

/** What axe finds, short enough to be read in a failed test. */
async function violations(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ target }) => target.join(' ')) }));
}

/** By how many pixels the page is wider than its window. */
function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
