// Everybody can use every screen and everything that opens on one: with a screen reader, by keyboard, in a narrow
// window, with large text and with high contrast.
//
// One program and one browser serve all of it; what takes long is loading a screen, so that each is looked at in every
// respect while it is there.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { colourViolations, focusedRegion, nameless, recolour, sideways, spokenTree, violations } from './inspect.mjs';
import { openBrowser, openProgram, WINDOW } from './program.mjs';
import { apart, demonstration, openFolder } from './scenes.mjs';
import { OVERLAYS, screens, SPOKEN } from './screens.mjs';

/** The colours after the first ones, in which everything is looked at once more. */
const COLOURS = [
  { theme: 'dark', contrast: 'normal' },
  { theme: 'light', contrast: 'more' },
  { theme: 'dark', contrast: 'more' },
];
/** What of a page opens in each role; the screen behind it is looked at by itself. */
const SELECTORS = { dialog: '[role=dialog]', complementary: 'aside', menu: '[role=menu]', form: 'form', main: 'main' };
/** The roles of what Escape closes. */
const CLOSED_BY_ESCAPE = new Set(['dialog', 'complementary', 'menu']);
/** The narrowest window there is, in pixels. */
const NARROW = { width: 320, height: 640 };

let browser;
let folders;
before(async () => {
  browser = await openBrowser();
  folders = openFolder();
});
after(async () => {
  await browser.close();
  folders.close();
});

/** Opens a program on a data folder for the tests of a group. */
function program(name, make) {
  const opened = {};
  before(async () => {
    const data = folders.data(name);
    await make(data);
    Object.assign(opened, await openProgram(browser, data));
    await opened.prefer({ theme: 'light', contrast: 'normal' });
    opened.all = name === 'as-new' ? { welcome: '/welcome' } : await screens(opened);
  });
  after(() => opened.close());
  return opened;
}

/** Looks at a part of the page with axe, in all colours. */
async function ensureAccessible({ page }, name, within = 'html') {
  assert.deepEqual(await violations(page, within), [], name);
  for (const colours of COLOURS) {
    await recolour(page, colours);
    assert.deepEqual(
      await colourViolations(page, within),
      [],
      `${name}, ${colours.theme}, contrast ${colours.contrast}`,
    );
  }
  await recolour(page, { theme: 'light', contrast: 'normal' });
}

describe('a program that is as new', () => {
  const desk = program('as-new', () => {});

  test('welcomes accessibly', async () => {
    await desk.show('/welcome');
    await ensureAccessible(desk, 'welcome');
    assert.deepEqual(nameless(await spokenTree(desk.page)), []);
  });
});

describe('the demonstration', () => {
  const desk = program('demonstration', demonstration);

  for (const theme of ['light', 'dark']) {
    for (const contrast of ['normal', 'more']) {
      test(`is shown in the ${theme} theme with ${contrast} contrast where that is preferred`, async () => {
        await desk.prefer({ theme, contrast });
        const shown = await desk.page.evaluate(() => ({ ...document.documentElement.dataset }));
        assert.equal(shown.theme, theme);
        assert.equal(shown.contrast, contrast);
      });
    }
  }

  test('is accessible on every screen, and each says what it holds', async () => {
    await desk.prefer({ theme: 'light', contrast: 'normal' });
    for (const [name, route] of Object.entries(desk.all)) {
      await desk.show(route);
      await ensureAccessible(desk, name);
      const tree = await spokenTree(desk.page);
      assert.deepEqual(nameless(tree), [], name);
      const said = new Set(tree.map(({ role, name }) => `${role} ${name}`));
      for (const part of SPOKEN[name]) assert.ok(said.has(part), `${name} says ${part}`);
    }
  });

  test('is accessible with whatever opens on a screen', async () => {
    for (const { name, on, open, role } of OVERLAYS) {
      await desk.show(desk.all[on]);
      await open(desk.page);
      await desk.settled();
      await ensureAccessible(desk, `${name} on ${on}`, SELECTORS[role]);
      assert.deepEqual(nameless(await spokenTree(desk.page)), [], `${name} on ${on}`);
    }
  });

  test('gives the focus back when what lies over or beside a screen is closed', async () => {
    for (const { name, on, open } of OVERLAYS.filter(({ role }) => CLOSED_BY_ESCAPE.has(role))) {
      await desk.show(desk.all[on]);
      // Wherever it is, on the screen's own part: F6 goes to the menu, the bar, the screen.
      for (let step = 0; step < 3; step += 1) await desk.page.keyboard.press('F6');
      const there = await open(desk.page);
      await desk.page.keyboard.press('Escape');
      await there.waitFor({ state: 'detached' });
      assert.notEqual(await focusedRegion(desk.page), null, `${name} on ${on}`);
    }
  });

  test('lets one walk through its parts with F6 on every screen', async () => {
    for (const [name, route] of Object.entries(desk.all)) {
      await desk.show(route);
      const met = new Set();
      for (let step = 0; step < 4; step += 1) {
        await desk.page.keyboard.press('F6');
        met.add(await focusedRegion(desk.page));
      }
      for (const part of ['nav', 'header', 'main']) assert.ok(met.has(part), `${name}: ${part}`);
    }
  });

  test('never scrolls sideways in the narrowest window', async () => {
    await desk.page.setViewportSize(NARROW);
    for (const [name, route] of Object.entries(desk.all)) {
      await desk.show(route);
      assert.equal(await sideways(desk.page), 0, name);
    }
    await desk.page.setViewportSize(WINDOW);
  });

  test('never scrolls sideways with the largest text', async () => {
    await desk.prefer({ text_size: 150 });
    for (const [name, route] of Object.entries(desk.all)) {
      await desk.show(route);
      assert.equal(await sideways(desk.page), 0, name);
    }
    await desk.prefer({});
  });

  test('moves nothing for whoever asks for less motion', async () => {
    await desk.show('/today');
    await desk.page.keyboard.press('Control+k');
    await desk.page.getByRole('dialog').waitFor();
    const moving = await desk.page.evaluate(
      () => document.getAnimations().filter((one) => one.effect.getComputedTiming().duration > 1).length,
    );
    assert.equal(moving, 0);
  });

  test('tells the parts of the window from each other on every screen', async () => {
    for (const [name, route] of Object.entries(desk.all)) {
      await desk.follow(route);
      const roles = (await spokenTree(desk.page)).map(({ role }) => role);
      assert.equal(roles.filter((role) => role === 'main').length, 1, name);
    }
  });

  test('gives the browser nothing to complain about', () => {
    assert.deepEqual(desk.complaints, []);
  });
});

describe('two computers that came together', () => {
  let served;
  const desk = program('one', async (one) => {
    served = await apart({ one, other: folders.data('other'), server: folders.data('server') });
  });
  after(() => served.end());

  test('ask about two versions accessibly', async () => {
    await desk.show('/sync');
    await ensureAccessible(desk, 'two versions');
    const tree = await spokenTree(desk.page);
    assert.deepEqual(nameless(tree), []);
    assert.equal(tree.filter(({ role }) => role === 'radio').length, 3, 'one version, the other, neither');
  });
});
