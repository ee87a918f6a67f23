import { afterEach, expect, test, vi } from 'vitest';
import { browserNotices } from './browser-notices';

const NOTICE = { tag: 'versions', title: '1 change needs your decision', body: 'Both versions are kept.' };

/** A page whose browser has notices, and the notices that it showed. */
function page(permission: NotificationPermission = 'granted') {
  const shown: FakeNotification[] = [];
  class FakeNotification {
    static requestPermission = () => Promise.resolve(permission);
    onclick?: () => void;
    onclose?: () => void;
    onerror?: () => void;
    close = vi.fn();
    constructor(
      readonly title: string,
      readonly options: NotificationOptions,
    ) {
      shown.push(this);
    }
  }
  const focus = vi.fn();
  const notices = browserNotices({ focus, isSecureContext: true, Notification: FakeNotification as never });
  if (!notices) throw new Error('a browser with notices has some');
  return { notices, shown, focus };
}

afterEach(() => vi.restoreAllMocks());

test('the person is asked whether this page may show notices', async () => {
  await expect(page('granted').notices.allowed()).resolves.toBe(true);
  await expect(page('denied').notices.allowed()).resolves.toBe(false);
});

test('a notice that is clicked brings the page to the front', async () => {
  const { notices, shown, focus } = page();
  const opened = notices.show(NOTICE);
  expect(shown[0]).toMatchObject({ title: NOTICE.title, options: { body: NOTICE.body, tag: NOTICE.tag } });
  shown[0]?.onclick?.();
  await expect(opened).resolves.toBe(true);
  expect(focus).toHaveBeenCalledOnce();
  expect(shown[0]?.close).toHaveBeenCalledOnce();
});

test('a notice that is closed was not opened, and one that cannot be shown is an error', async () => {
  const { notices, shown } = page();
  const closed = notices.show(NOTICE);
  shown[0]?.onclose?.();
  await expect(closed).resolves.toBe(false);
  const failed = notices.show(NOTICE);
  shown[1]?.onerror?.();
  await expect(failed).rejects.toThrow('no notice');
});

test('a page that is not safe from strangers has no notices, nor has a browser without any', () => {
  const focus = vi.fn();
  expect(browserNotices({ focus, isSecureContext: false, Notification: vi.fn() as never })).toBeNull();
  expect(browserNotices({ focus, isSecureContext: true })).toBeNull();
});
