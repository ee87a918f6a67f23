// An error's code in words: what happened, what is safe, one thing to do.

import type { ApiError, ErrorCode } from './api/call';
import { t, type Key } from './i18n/i18n.svelte';

/** What one can do about an error, beside reading it. */
export type WayOut = 'retry' | 'reload' | 'connect' | 'none';

interface Wording {
  readonly happened: Key;
  readonly safe: Key;
  readonly wayOut: WayOut;
}

const KEPT = 'error.safe.nothing_changed';
const HERE = 'error.safe.on_this_computer';

/** Without a default branch: a new code does not compile before it is worded. */
const WORDINGS: Record<ErrorCode, Wording> = {
  bad_request: { happened: 'error.bad_request', safe: KEPT, wayOut: 'reload' },
  bad_value: { happened: 'error.bad_value', safe: KEPT, wayOut: 'none' },
  forbidden: { happened: 'error.forbidden', safe: KEPT, wayOut: 'none' },
  not_found: { happened: 'error.not_found', safe: KEPT, wayOut: 'reload' },
  ends_before_start: { happened: 'error.ends_before_start', safe: KEPT, wayOut: 'none' },
  no_chapter: { happened: 'error.no_chapter', safe: KEPT, wayOut: 'reload' },
  nothing_to_undo: { happened: 'error.nothing_to_undo', safe: KEPT, wayOut: 'none' },
  nothing_to_redo: { happened: 'error.nothing_to_redo', safe: KEPT, wayOut: 'none' },
  not_connected: { happened: 'error.not_connected', safe: HERE, wayOut: 'connect' },
  server_unreachable: { happened: 'error.server_unreachable', safe: HERE, wayOut: 'retry' },
  bad_invitation: { happened: 'error.bad_invitation', safe: KEPT, wayOut: 'none' },
  signed_out: { happened: 'error.signed_out', safe: HERE, wayOut: 'connect' },
  already_joined: { happened: 'error.already_joined', safe: KEPT, wayOut: 'none' },
  other_chapter: { happened: 'error.other_chapter', safe: KEPT, wayOut: 'none' },
  too_old: { happened: 'error.too_old', safe: HERE, wayOut: 'none' },
  unreadable_list: { happened: 'error.unreadable_list', safe: KEPT, wayOut: 'none' },
  bad_backup: { happened: 'error.bad_backup', safe: KEPT, wayOut: 'none' },
  wrong_key: { happened: 'error.wrong_key', safe: 'error.safe.sealed', wayOut: 'none' },
  newer_data: { happened: 'error.newer_data', safe: 'error.safe.sealed', wayOut: 'none' },
  disk_full: { happened: 'error.disk_full', safe: 'error.safe.before', wayOut: 'retry' },
  internal: { happened: 'error.internal', safe: 'error.safe.before', wayOut: 'retry' },
  unreachable: { happened: 'error.unreachable', safe: 'error.safe.before', wayOut: 'retry' },
  session_over: { happened: 'error.session_over', safe: 'error.safe.before', wayOut: 'none' },
};

/** What happened, in one sentence. */
export function errorSentence({ code, args }: ApiError): string {
  return t(WORDINGS[code].happened, { ...NO_ARGS, ...args });
}

/** What the person need not worry about. */
export function errorSafety({ code }: ApiError): string {
  return t(WORDINGS[code].safe);
}

export function errorWayOut({ code }: ApiError): WayOut {
  return WORDINGS[code].wayOut;
}

/** Placeholders of the sentences: an error may come without some of them, and is then told without. */
const NO_ARGS = { field: '', value: '', kind: '', server: '', start: '', end: '', reason: '', chapter: '' };
