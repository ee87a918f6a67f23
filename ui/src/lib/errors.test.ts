import { afterEach, describe, expect, test } from 'vitest';
import { ApiError, type ErrorCode } from './api/call';
import { errorSafety, errorSentence, errorWayOut } from './errors';
import { i18n, LANGUAGES, type Language } from './i18n/i18n.svelte';

// As a record, so that a new code of the program does not compile until it is tried here.
const CODES = Object.keys({
  ...{ bad_request: 0, bad_value: 0, not_found: 0, ends_before_start: 0, no_chapter: 0, nothing_to_undo: 0 },
  ...{ nothing_to_redo: 0, not_connected: 0, server_unreachable: 0, bad_invitation: 0, too_old: 0 },
  ...{ signed_out: 0, already_joined: 0, other_chapter: 0, newer_data: 0, forbidden: 0 },
  ...{ unreadable_list: 0, wrong_key: 0, bad_backup: 0, disk_full: 0, internal: 0, unreachable: 0, session_over: 0 },
} satisfies Record<ErrorCode, 0>) as ErrorCode[];

afterEach(() => i18n.use('en'));

describe.each(Object.keys(LANGUAGES) as Language[])('in %s', (language) => {
  test.each(CODES)('%s is a sentence of its own, and says what is safe', async (code) => {
    await i18n.use(language);
    const error = new ApiError(code, 'English, for the log');
    expect(errorSentence(error)).toMatch(/\.$/);
    expect(errorSentence(error)).not.toContain('English');
    expect(errorSafety(error)).toMatch(/\.$/);
  });
});

test('what cannot be mended by trying again does not offer it', () => {
  expect(errorWayOut(new ApiError('wrong_key', ''))).toBe('none');
  expect(errorWayOut(new ApiError('not_connected', ''))).toBe('connect');
});
