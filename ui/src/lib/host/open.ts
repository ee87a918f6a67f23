// Finds out where the page runs, and loads only what that place needs.

import type { Host } from './host';

export async function openHost(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./tauri')).tauriHost;
  return (await import('./browser')).openBrowserHost();
}
