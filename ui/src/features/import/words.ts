// What the program found in a list, in words.

import type { ImportCounts, ImportRemark, ListKind } from '$lib/api/bindings';
import type { ApiError } from '$lib/api/call';
import { errorSentence } from '$lib/errors';
import { fmt } from '$lib/fmt.svelte';
import { t, tCode } from '$lib/i18n/i18n.svelte';

/** Why a list could not be read or taken over, and the way out. */
export function importErrorSentence(error: ApiError): string {
  if (error.code !== 'unreadable_list') return errorSentence(error);
  const { reason = '', ...found } = error.args;
  return tCode('import.reason', reason, { line: 'none', found: 'none', ...found }, 'error.unreadable_list');
}

/** Why a row cannot be taken over, or what is worth a look. */
export function remarkSentence({ code, value }: ImportRemark): string {
  return tCode('import.remark', code, { value: writtenOut(value) }, 'import.remark_unknown');
}

/** What a column of the list is, or a field that changes. */
export function columnName(column: string): string {
  return tCode('import.column', column, {}, 'import.column_unknown');
}

/** What taking the list over does: `Add 10 people, update 2`. Nothing where it would do nothing. */
export function outcome(list: ListKind, { added, updated }: ImportCounts): string | null {
  if (added === 0 && updated === 0) return null;
  if (list === 'programme') {
    if (updated === 0) return t('import.add_items', { added });
    return added === 0 ? t('import.update_items', { updated }) : t('import.add_update_items', { added, updated });
  }
  if (updated === 0) return t('import.add_people', { added });
  return added === 0 ? t('import.update_people', { updated }) : t('import.add_update_people', { added, updated });
}

/** Days and times as the person reads them; everything else stays as the partner wrote it. */
function writtenOut(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return fmt.day(value, 'full');
  const time = /^(\d{2}:\d{2}):\d{2}$/.exec(value)?.[1];
  return time ? fmt.time(time) : value;
}
