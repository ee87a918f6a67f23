// What jsdom lacks and every window has, and how long tests wait.

import '@testing-library/jest-dom/vitest';
import { configure } from '@testing-library/svelte';
import { vi } from 'vitest';

/** How long a test looks for what is to appear. A busy machine takes seconds to load a part of the window. */
const APPEARS_MS_MAX = 10_000;
configure({ asyncUtilTimeout: APPEARS_MS_MAX });

Element.prototype.scrollIntoView ??= () => {};
// bits-ui measures its floating parts; jsdom lays nothing out, so nothing ever changes its size.
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia ??= vi.fn((media: string) => ({
  matches: false,
  media,
  onchange: null,
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  addListener: vi.fn(),
  removeListener: vi.fn(),
  dispatchEvent: vi.fn(),
}));
