// Everybody can use every screen and everything that opens on one: with a screen reader, by keyboard, in a narrow
// window, with large text and with high contrast.
//
// One program and one browser serve all of it; what takes long is loading a screen, so that each is looked at in every
// respect while it is there.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { indistinct, ringless, STATE_NAMES } from './forced-colours.mjs';
import {
  colourViolations,
  focusAgainst,
  focusedRegion,
  nameless,
  recolour,
  rememberFocus,
  sideways,
  spokenTree,
  violations,
} from './inspect.mjs';
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

  for (const [wide, window] of Object.entries({ wide: WINDOW, narrow: NARROW })) {
    test(`gives the focus back exactly where it came from in a ${wide} window`, async (t) => {
      await desk.page.setViewportSize(window);
      t.after(() => desk.page.setViewportSize(WINDOW));
      const closed = OVERLAYS.filter(
        ({ role, wideOnly }) => CLOSED_BY_ESCAPE.has(role) && !(wideOnly && wide === 'narrow'),
      );
      const wrong = {};
      for (const { name, on, open } of closed) {
        await desk.show(desk.all[on]);
        // What opens by its key opens from wherever the focus is; what is clicked takes it first.
        await desk.page.locator('main').locator('button, a[href]').first().focus();
        await rememberFocus(desk.page);
        const there = await open(desk.page);
        await desk.settled();
        await desk.page.keyboard.press('Escape');
        await there.waitFor({ state: 'detached' });
        const focus = await focusAgainst(desk.page);
        if (focus !== 'same') wrong[`${name} on ${on}`] = focus;
      }
      assert.deepEqual(wrong, {});
    });
  }

  test('lets one walk into what is open beside a screen with F6, and back', async () => {
    for (const { name, on, open } of OVERLAYS.filter(({ role }) => role === 'complementary')) {
      await desk.show(desk.all[on]);
      await open(desk.page);
      const met = [];
      for (let step = 0; step < 5; step += 1) {
        await desk.page.keyboard.press('F6');
        met.push(await focusedRegion(desk.page));
      }
      for (const part of ['nav', 'header', 'main', 'aside']) assert.ok(met.includes(part), `${name} on ${on}: ${part}`);
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

  test('can be told apart on every screen where the system forces its colours', async (t) => {
    await desk.page.emulateMedia({ forcedColors: 'active' });
    t.after(() => desk.page.emulateMedia({ forcedColors: 'none' }));
    const met = new Set();
    const wrong = {};
    const look = async (name) => {
      const found = await indistinct(desk.page);
      for (const state of found.met) met.add(state);
      const here = [...found.wrong, ...(await ringless(desk.page))];
      if (here.length) wrong[name] = here;
    };
    for (const [name, route] of Object.entries(desk.all)) {
      await desk.show(route);
      await look(name);
    }
    for (const { name, on, open, role } of OVERLAYS) {
      await desk.show(desk.all[on]);
      await open(desk.page);
      if (role === 'menu') await desk.page.keyboard.press('ArrowDown');
      await desk.settled();
      await look(`${name} on ${on}`);
    }
    assert.deepEqual(wrong, {});
    const unseen = STATE_NAMES.filter((state) => !met.has(state));
    assert.deepEqual(unseen, ['the open decision'], 'every state of these screens was looked at');
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

  test('say which decision is open where the system forces its colours', async (t) => {
    await desk.page.emulateMedia({ forcedColors: 'active' });
    t.after(() => desk.page.emulateMedia({ forcedColors: 'none' }));
    await desk.show('/sync');
    const { met, wrong } = await indistinct(desk.page);
    assert.deepEqual(wrong, []);
    assert.ok(met.includes('the open decision'));
  });
});
