// The real program behind a real browser: `desk serve` on a data folder, and a page that is let in.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { built, childEnv } from './built.mjs';

/** How long a page may take to draw itself. */
const DRAWN_MS_MAX = 15_000;

/** A page that has asked the program nothing for so long has all that it draws. */
const QUIET_MS = 250;

/** The window's own size. */
export const WINDOW = { width: 1280, height: 800 };

/** What a page is shown with unless one says something else. */
export const PLAIN = { theme: null, contrast: null, language: 'en', text_size: null };

/** One browser, for any number of programs. */
export function openBrowser() {
  // Without a path playwright starts the browser that it keeps for itself.
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
}

/** Starts the program on a data folder, and opens it in a browser. */
export async function openProgram(browser, data) {
  const server = startChild(built('desk'), ['--data', data, '--json', 'serve']);
  const { url } = JSON.parse(await firstLine(server.child));
  // Cookies are by host and not by port: programs side by side each need a context of their own.
  const context = await browser.newContext({ viewport: WINDOW, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.setDefaultTimeout(DRAWN_MS_MAX);
  const questions = watchQuestions(page);
  await page.goto(url);
  await drawn(page, questions);
  const atStart = await page.evaluate(post, { command: 'preferences', request: {} });

  return {
    page,
    /** What the browser complained about so far. */
    complaints,
    rpc: (command, request = {}) => page.evaluate(post, { command, request }),
    /** Shows pages with these preferences, and the others as they were at the start. */
    async prefer(changes) {
      await this.rpc('preferences_set', { ...atStart, ...PLAIN, ...changes });
      // The page keeps what it read when it was loaded, and would write that back.
      await page.reload();
      await drawn(page, questions);
    },
    /** Goes to a screen by its address as if the window were new, and waits until it is drawn. */
    async show(route) {
      await page.goto(new URL(`/#${route}`, page.url()).href);
      await page.reload();
      await drawn(page, questions);
    },
    /** Goes to a screen by its address as a link does, and waits until it is drawn. */
    async follow(route) {
      await page.goto(new URL(`/#${route}`, page.url()).href);
      await drawn(page, questions);
    },
    /** Waits until the page has its answers. */
    settled: () => drawn(page, questions),
    /** Takes the program away from the page, or gives it back. */
    cut: (away) => context.setOffline(away),
    async close() {
      await context.close();
      await server.end();
    },
  };
}

/** Starts a program that runs until it is ended, or until this one ends. */
export function startChild(program, args) {
  const child = spawn(program, args, { env: childEnv, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  const kill = () => child.kill();
  process.once('exit', kill);
  return {
    child,
    async end() {
      process.removeListener('exit', kill);
      kill();
      await ended;
    },
  };
}

/** The first line that a program says: where it listens. */
export async function firstLine(child) {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`${child.spawnfile} ended before it listened`);
}

async function drawn(page, questions) {
  // In a narrow window what is open takes the place of the screen, which is there all the same.
  await page.locator('main h1').first().waitFor({ state: 'attached' });
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
