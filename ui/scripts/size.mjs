// Prints what a start of the program loads, and fails above the budget. Run after `npm run build`.
//
// Counted is the JavaScript that index.html needs before the first screen stands: its entry, with everything the entry
// imports statically, and the host for a browser.

import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Parse time on an old laptop is what people wait for. */
const BUDGET_BYTES = 180_000;

const dist = new URL('../dist/', import.meta.url);
const read = (path) => readFileSync(new URL(path, dist));
const entry = /src="\.\/(assets\/[^"]+\.js)"/.exec(read('index.html').toString())?.[1];
if (!entry) throw new Error('dist/index.html names no script: run `npm run build` first');

const needed = new Set();
collect(entry);
for (const file of readdirSync(new URL('assets/', dist))) {
  if (file.startsWith('browser-') && file.endsWith('.js')) collect(`assets/${file}`);
}

let total = 0;
for (const path of needed) {
  const size = gzipSync(read(path)).length;
  total += size;
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${path}`);
}
console.log(`${(total / 1000).toFixed(1).padStart(7)} kB  of ${BUDGET_BYTES / 1000} kB, gzipped`);
if (total > BUDGET_BYTES) {
  console.error('The start is over its budget: load the newest part lazily.');
  process.exitCode = 1;
}

function collect(path) {
  if (needed.has(path)) return;
  needed.add(path);
  const source = read(path).toString();
  for (const [, found] of source.matchAll(/(?:^|[;}])(?:import|export)[^;'"()]*["']\.\/([^"']+\.js)["']/g)) {
    collect(`assets/${found}`);
  }
}
