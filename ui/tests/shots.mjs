// Photographs every screen in every state, and everything that opens on one. `cargo xtask shots` runs it.
//
// Each picture is `<screen>/<state>.png`, so that a folder shows one screen in all its states. Words after the folder
// are screens: only those are photographed.

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openBrowser, openProgram, WINDOW } from './program.mjs';
import { apart, blankVisit, demonstration, longNames, nothingPlanned, openFolder } from './scenes.mjs';
import { OVERLAYS, screens } from './screens.mjs';

/** A page enlarged to 200 % has half the window. */
const ENLARGED = { width: WINDOW.width / 2, height: WINDOW.height / 2 };
/** The narrowest window that everything must fit, in pixels. */
const NARROW = { width: 320, height: 640 };

/** Each look: its name, what is preferred, the window where it is another one, and what the system asks for. */
const LOOKS = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['high-contrast', { theme: 'light', contrast: 'more' }],
  ['high-contrast-dark', { theme: 'dark', contrast: 'more' }],
  ['200-percent', { theme: 'light' }, { window: ENLARGED }],
  ['320-wide', { theme: 'light' }, { window: NARROW }],
  ['large-text', { theme: 'light', text_size: 150 }],
  ['right-to-left', { theme: 'light', language: 'pseudo-rtl' }],
  ['long-words', { theme: 'light', language: 'pseudo-long' }],
  ['ukrainian', { theme: 'light', language: 'uk' }],
  ['forced-colours', { theme: 'light' }, { media: { forcedColors: 'active' } }],
  ['paper', { theme: 'light' }, { media: { media: 'print' } }],
];
/** In what looks the things that open on a screen are photographed. */
const LOOKS_OF_OVERLAYS = ['light', 'dark', '320-wide', 'right-to-left', 'ukrainian', 'forced-colours'];

const looks = (...names) => LOOKS.filter(([name]) => names.includes(name));

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('say into which folder');

let count = 0;
const browser = await openBrowser();
const folders = openFolder();
try {
  await inScene(
    'as-new',
    () => {},
    (program) => inLooks(program, { welcome: '/welcome' }, LOOKS),
  );
  await inScene('demonstration', demonstration, filled);
  await inScene('long-names', longNames, (program) => named(program, 'long-names', looks('light', '320-wide')));
  await inScene('nothing-planned', nothingPlanned, (program) => named(program, 'empty', looks('light')));
  await inScene('blank-visit', blankVisit, (program) => named(program, 'blank-visit', looks('light')));
  await exchanges();
} finally {
  await browser.close();
  folders.close();
}
console.log(`${count} pictures in ${folder}`);

/** Makes a data folder and photographs the program on it. */
async function inScene(name, make, photograph) {
  const data = folders.data(name);
  await make(data);
  const program = await openProgram(browser, data);
  try {
    await photograph(program);
  } finally {
    await program.close();
  }
}

async function filled(program) {
  const all = await screens(program);
  await inLooks(program, all, LOOKS);
  for (const look of looks(...LOOKS_OF_OVERLAYS)) {
    await wear(program, look);
    const narrow = look[2]?.window === NARROW;
    for (const overlay of OVERLAYS.filter((one) => isWanted(one.on) && !(narrow && one.wideOnly))) {
      await program.show(all[overlay.on]);
      await overlay.open(program.page);
      await program.settled();
      await shoot(program, overlay.on, `${overlay.name}-${look[0]}`);
    }
  }
  await unreachable(program, all);
}

/** The screens when the program does not answer any more: their files are there, and what they ask for is not. */
async function unreachable(program, all) {
  await wear(program, LOOKS[0]);
  await program.show('/today');
  for (const route of Object.values(all)) await program.follow(route);
  await program.cut(true);
  for (const [screen, route] of Object.entries(all).filter(([name]) => isWanted(name))) {
    await program.follow(route);
    await shoot(program, screen, 'error');
  }
  await program.cut(false);
}

/** Sync and changes with a server that answers, that does not, and that has ended this computer's access. */
async function exchanges() {
  if (!isWanted('sync')) return;
  const server = folders.data('server');
  const scene = { one: folders.data('one'), other: folders.data('other'), server };
  const served = await apart(scene);
  const sync = { sync: '/sync' };
  await inScene(
    'one',
    () => {},
    (program) => inLooks(program, sync, LOOKS, 'two-versions-'),
  );
  await inScene(
    'other',
    () => {},
    (program) => inLooks(program, sync, LOOKS, 'set-aside-'),
  );
  await served.end();
  await inScene(
    'one',
    () => {},
    async (program) => {
      await program.rpc('sync_now').catch(() => null);
      await named(program, 'offline', looks('light'));
    },
  );
}

/** Photographs the screens of a program in one state, in these looks. */
async function named(program, state, some) {
  await inLooks(program, await screens(program), some, `${state}-`);
}

async function inLooks(program, all, some, prefix = '') {
  for (const look of some) {
    await wear(program, look);
    for (const [screen, route] of Object.entries(all).filter(([name]) => isWanted(name))) {
      await program.show(route);
      await shoot(program, screen, prefix + look[0]);
    }
  }
}

async function wear(program, [, preferences, { window = WINDOW, media = {} } = {}]) {
  await program.prefer(preferences);
  await program.page.setViewportSize(window);
  await program.page.emulateMedia({ forcedColors: 'none', media: 'screen', ...media });
}

function isWanted(screen) {
  return wanted.length === 0 || wanted.includes(screen);
}

async function shoot(program, screen, state) {
  const path = join(folder, screen, `${state}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await program.page.screenshot({ path });
  count += 1;
}
