// Notices of the browser, which asks the person whether this page may show any.

import type { Notices } from './host';

/** What of a window notices need. */
type Page = Pick<Window, 'focus' | 'isSecureContext'> & { Notification?: typeof Notification };

/** The browser's notices; `null` where it has none, as for a page from another computer without a certificate. */
export function browserNotices(page: Page = window): Notices | null {
  const { Notification } = page;
  if (!Notification || !page.isSecureContext) return null;
  return {
    allowed: async () => (await Notification.requestPermission()) === 'granted',
    show: ({ tag, title, body }) =>
      new Promise((resolve, reject) => {
        const shown = new Notification(title, { body, tag });
        shown.onclick = () => {
          page.focus();
          shown.close();
          resolve(true);
        };
        shown.onclose = () => resolve(false);
        shown.onerror = () => reject(new Error('the browser showed no notice'));
      }),
  };
}
