// Photographs every screen: light, dark, large, narrow, and in Ukrainian. `cargo xtask shots` runs it.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openProgram, screens, WINDOW } from './program.mjs';

/** Each look: its name, what is preferred, and the window where it is another one. */
const LOOKS = [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  // A page enlarged to 200 % has half the window.
  ['200-percent', { theme: 'light' }, { width: WINDOW.width / 2, height: WINDOW.height / 2, scale: 2 }],
  ['narrow', { theme: 'light' }, { width: 360, height: 720, scale: 2 }],
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
  const lens = await program.page.context().newCDPSession(program.page);
  for (const [look, preferences, window] of LOOKS) {
    await program.prefer({ theme: null, language: 'en', ...preferences });
    const { width, height, scale } = window ?? { ...WINDOW, scale: 1 };
    const metrics = { width, height, deviceScaleFactor: scale, mobile: false };
    await lens.send('Emulation.setDeviceMetricsOverride', metrics);
    for (const [name, route] of all) {
      await program.show(route);
      await program.page.screenshot({ path: join(folder, `${name}-${look}.png`) });
      count += 1;
    }
  }
}
