// Photographs every screen: light, dark, large, narrow, and in Ukrainian. `cargo xtask shots` runs it.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openProgram, screens, WINDOW } from './program.mjs';

/** Each look: its name, what is preferred, and the window where it is another one. */
const LOOKS = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  // A page enlarged to 200 % has half the window.
  ['200-percent', { theme: 'light' }, { width: WINDOW.width / 2, height: WINDOW.height / 2 }],
  ['narrow', { theme: 'light' }, { width: 360, height: 720 }],
  ['ukrainian', { theme: 'light', language: 'uk' }],
];

const folder = process.argv[2];
if (!folder) throw new Error('say into which folder');
mkdirSync(folder, { recursive: true });

let count = 0;
for (const demo of [false, true]) {
  const program = await openProgram({ demo });
  try {
    await photograph(program, demo ? await screens(program) : [['welcome', '/welcome']]);
  } finally {
    await program.close();
  }
}
console.log(`${count} screenshots in ${folder}`);

async function photograph(program, all) {
  for (const [look, preferences, window] of LOOKS) {
    await program.prefer({ theme: null, language: 'en', ...preferences });
    await program.page.setViewportSize(window ?? WINDOW);
    for (const [name, route] of all) {
      await program.show(route);
      await program.page.screenshot({ path: join(folder, `${name}-${look}.png`) });
      count += 1;
    }
  }
}
