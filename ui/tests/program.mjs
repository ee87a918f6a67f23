// The real program behind a real browser: `desk serve` on a data folder of its own, and a page that is let in.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

/** How long a page may take to draw itself. */
const DRAWN_MS_MAX = 15_000;

/** A page that has asked the program nothing for so long has all that it draws. */
const QUIET_MS = 250;

const desk = process.env.DESK ?? join(import.meta.dirname, '../../target/debug/desk');

/** The key lies in the folder: nothing of a test belongs in a person's key store. */
const env = { ...process.env, DESK_NO_KEY_STORE: '1' };

/** The window's own size. */
export const WINDOW = { width: 1280, height: 800 };

/**
 * Starts the program and a browser on it.
 *
 * @param {{ demo: boolean }} options Whether the demonstration chapters are made first; else the program is as new.
 */
export async function openProgram({ demo }) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  const data = ['--data', join(folder, 'data'), '--json'];
  if (demo) runDesk([...data, 'demo']);
  const server = spawn(desk, [...data, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const { url } = JSON.parse(await firstLine(server));
  const browser = await chromium.launchPersistentContext(join(folder, 'browser'), {
    // Without it playwright starts the browser that it keeps for itself.
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox'],
    viewport: WINDOW,
    // What fades in is there at once.
    reducedMotion: 'reduce',
  });
  const page = browser.pages()[0] ?? (await browser.newPage());
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.setDefaultTimeout(DRAWN_MS_MAX);
  const questions = watchQuestions(page);
  await page.goto(url);
  await drawn(page, questions);

  return {
    page,
    /** What the browser complained about so far. */
    complaints,
    rpc: (command, request = {}) => page.evaluate(post, { command, request }),
    /** Changes some preferences and leaves the others. The page reads them when it is loaded anew. */
    async prefer(changes) {
      const preferences = await this.rpc('preferences');
      await this.rpc('preferences_set', { ...preferences, ...changes });
      await page.reload();
      await drawn(page, questions);
    },
    /** Goes to a screen by its address, and waits until it is drawn. */
    async show(route) {
      await page.goto(new URL(`/#${route}`, page.url()).href);
      await page.reload();
      await drawn(page, questions);
    },
    async close() {
      await browser.close();
      server.kill();
      await new Promise((ended) => server.once('exit', ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every screen of the program, with the address of the visit that Today begins with. */
export async function screens(program) {
  const { lead } = await program.rpc('today');
  const visit = lead.visit;
  const { rows } = await program.rpc('partnerships');
  const partnership = rows.find(({ next_visit }) => next_visit?.id === visit.id);
  return [
    ['today', '/today'],
    ['calendar', `/calendar?month=${visit.starts_on.slice(0, 7)}&day=${visit.starts_on}`],
    ['calendar-year', `/calendar?year=${visit.starts_on.slice(0, 4)}`],
    ['partnerships', '/partnerships'],
    ['partnership', `/partnerships/${partnership.id}`],
    ['overview', `/v/${visit.id}/overview`],
    ['itinerary', `/v/${visit.id}/itinerary`],
    ['participants', `/v/${visit.id}/participants`],
    ['journal', `/v/${visit.id}/journal`],
    ['tasks', `/v/${visit.id}/tasks`],
    ['people', '/people'],
    ['trash', '/trash'],
    ['visit-copy', `/v/${visit.id}/copy`],
    ['visit-new', '/visits/new'],
    ['sync', '/sync'],
    ['settings', '/settings'],
  ];
}

async function drawn(page, questions) {
  await page.locator('main h1').first().waitFor();
  await questions.quiet();
  await page.evaluate(() => document.fonts.ready);
}

/** Watches what the page asks the program. */
function watchQuestions(page) {
  const open = new Set();
  let lastMs = performance.now();
  const isQuestion = (request) => request.url().includes('/rpc/');
  page.on('request', (request) => isQuestion(request) && open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) {
    page.on(end, (request) => {
      if (open.delete(request)) lastMs = performance.now();
    });
  }
  // A page that is left never gets its answers.
  page.on('framenavigated', (frame) => frame === page.mainFrame() && open.clear());
  return {
    /** Waits until the page has its answers and asks nothing more. */
    async quiet() {
      const beganMs = performance.now();
      while (open.size > 0 || performance.now() - Math.max(lastMs, beganMs) < QUIET_MS) {
        if (performance.now() - beganMs > DRAWN_MS_MAX) throw new Error(`${page.url()} goes on asking the program`);
        await new Promise((later) => setTimeout(later, QUIET_MS / 10));
      }
    },
  };
}

async function post({ command, request }) {
  const answer = await fetch(`/rpc/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${command}: ${JSON.stringify(body)}`);
  return body;
}

function runDesk(args) {
  const { error, status, stderr } = spawnSync(desk, args, { encoding: 'utf8', env });
  if (error) throw error;
  if (status !== 0) throw new Error(`desk ${args.join(' ')} ended with ${status}:\n${stderr}`);
}

async function firstLine(server) {
  for await (const line of createInterface({ input: server.stdout })) return line;
  throw new Error('desk serve ended before it listened');
}
