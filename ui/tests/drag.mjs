// Drags an item over the largest board of a chapter, and says from the browser's trace which frames came late.
// `cargo xtask bench drag` runs it on a large chapter.
//
// Prints a JSON line. The browser draws a frame 60 times a second; one that is not drawn in time is seen as a jump.

import { loadavg } from 'node:os';
import { openBrowser, openProgram } from './program.mjs';
import { longTasks, recorded, told } from './trace.mjs';

/** How often an item is dragged around. */
const ROUNDS = 4;
/** How many positions the pointer goes through in a round, and how long it stays at each: what a mouse sends. */
const STEPS = 150;
const STEP_MS = 8;
/** How long the board is left alone before, in ms: what it began is drawn by then. */
const REST_MS = 500;
/** How long one frame lasts, in ms. */
const FRAME_MS = 1000 / 60;

const [data] = process.argv.slice(2);
if (!data) throw new Error('say which data folder');

const browser = await openBrowser();
try {
  const program = await openProgram(browser, data);
  try {
    const board = await largestBoard(program);
    const rounds = [];
    await program.show(`/v/${board.visit.id}/itinerary?day=${board.visit.starts_on}`);
    for (let round = 0; round < ROUNDS; round++) rounds.push(await draggedAround(program.page));
    console.log(JSON.stringify(figures(board, rounds)));
  } finally {
    await program.close();
  }
} finally {
  await browser.close();
}

/** The board with the most on it, of the visits that are not over. */
async function largestBoard(program) {
  const { visits } = await program.rpc('app_state');
  let largest = null;
  for (const { id } of visits.filter(({ past }) => !past)) {
    const board = await program.rpc('itinerary', { visit: id });
    if (!largest || board.items.length > largest.items.length) largest = board;
  }
  if (!largest) throw new Error('there is no visit that is not over');
  return largest;
}

/** Takes the first item on the board through all of it and back to where it was, and returns what the trace tells. */
async function draggedAround(page) {
  const item = page.locator('main .board .block').first();
  await item.scrollIntoViewIfNeeded();
  const from = await middleOf(item);
  const board = await page.locator('main .board').boundingBox();
  await after(REST_MS);
  const trace = await recorded(page, async () => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    for (let step = 1; step <= STEPS; step++) {
      const { x, y } = onTheWay(step / STEPS, from, board);
      await Promise.all([page.mouse.move(x, y), after(STEP_MS)]);
    }
    // Nothing is dropped: the next round finds the same board.
    await page.keyboard.press('Escape');
    await page.mouse.up();
  });
  return { ...told(trace), long: longTasks(trace, FRAME_MS) };
}

/** A loop that begins and ends at `from`, over all days and down to where the board scrolls by itself. */
function onTheWay(share, from, { x, y, width, height }) {
  const turn = share * 2 * Math.PI;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const reach = { x: width * 0.42, y: height * 0.46 };
  const loop = { x: middle.x - reach.x * Math.cos(turn), y: middle.y - reach.y * Math.sin(turn) };
  // Near both ends it keeps to where the item was taken.
  const near = Math.min(1, 8 * Math.min(share, 1 - share));
  return { x: from.x + (loop.x - from.x) * near, y: from.y + (loop.y - from.y) * near };
}

async function middleOf(element) {
  const { x, y, width, height } = await element.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

function after(ms) {
  return new Promise((later) => setTimeout(later, ms));
}

function figures({ visit, items }, rounds) {
  const sum = (count) => rounds.reduce((all, round) => all + count(round), 0);
  const dropped = sum((round) => round.dropped);
  return {
    bench: 'drag',
    figure: 'dropped_frames',
    visit: visit.title,
    items: items.length,
    rounds: rounds.length,
    shown: sum((round) => round.shown),
    dropped,
    aim: 0,
    reached: dropped === 0,
    tasks_over_a_frame: sum((round) => round.long.length),
    longest_task_ms: Math.max(0, ...rounds.flatMap((round) => round.long)),
    load: loadavg().map((load) => Number(load.toFixed(2))),
  };
}
