// Moving through the parts of the window with F6, as in desktop programs.

/** Puts the focus on the next part, or the one before, that is on screen; the parts carry `data-region`. */
export function cycleRegion(page: Document, step: 1 | -1): void {
  const regions = [...page.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown);
  if (regions.length === 0) return;
  // What is open beside a screen is a part by itself, within that of the screen.
  const within = page.activeElement?.closest<HTMLElement>('[data-region]');
  const here = within ? regions.indexOf(within) : -1;
  const next = here === -1 ? (step === 1 ? 0 : regions.length - 1) : (here + step + regions.length) % regions.length;
  regions[next]?.focus();
}

function isShown(region: HTMLElement): boolean {
  return getComputedStyle(region).visibility !== 'hidden' && getComputedStyle(region).display !== 'none';
}
