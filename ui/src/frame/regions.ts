// Moving through the parts of the window with F6, as in desktop programs.

/** Puts the focus on the next part, or the one before, that is on screen; the parts carry `data-region`. */
export function cycleRegion(page: Document, step: 1 | -1): void {
  const regions = [...page.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown);
  if (regions.length === 0) return;
  const here = regions.findIndex((region) => region.contains(page.activeElement));
  const next = here === -1 ? (step === 1 ? 0 : regions.length - 1) : (here + step + regions.length) % regions.length;
  regions[next]?.focus();
}

function isShown(region: HTMLElement): boolean {
  return getComputedStyle(region).visibility !== 'hidden' && getComputedStyle(region).display !== 'none';
}
