/** Whether this is a Mac, where Ctrl is Command and every program has a bar of menus. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
