import { afterEach, expect, test } from 'vitest';
import { cycleRegion } from './regions';

afterEach(() => document.body.replaceChildren());

function page(markup: string) {
  document.body.innerHTML = markup;
  return () => document.activeElement?.id;
}

test('What is open beside a screen is a part of its own on the way through the window, within the screen.', () => {
  const here = page(`
    <nav id="menu" data-region tabindex="-1"></nav>
    <main id="screen" data-region tabindex="-1">
      <aside id="drawer" data-region tabindex="-1"><button id="inside"></button></aside>
    </main>`);
  document.getElementById('inside')?.focus();
  const walk = (step: 1 | -1) => (cycleRegion(document, step), here());

  expect([walk(1), walk(1), walk(1), walk(1)]).toEqual(['menu', 'screen', 'drawer', 'menu']);
  expect([walk(-1), walk(-1)]).toEqual(['drawer', 'screen']);
});

test('The walk begins with the first part, or with the last when it goes back, where nothing has the focus.', () => {
  const here = page(
    '<nav id="menu" data-region tabindex="-1"></nav><main id="screen" data-region tabindex="-1"></main>',
  );
  cycleRegion(document, 1);
  expect(here()).toBe('menu');
  (document.activeElement as HTMLElement).blur();
  cycleRegion(document, -1);
  expect(here()).toBe('screen');
});
