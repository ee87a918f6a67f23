// How a pair of versions is worded, and what can be written in place of both.

import { KINDS, type DecisionView, type FieldSpec, type VersionView } from '$lib/api/bindings';
import { t } from '$lib/i18n/i18n.svelte';
import { fieldSpec, fieldWord, memberOf, valueText, type Holds } from '$lib/records/words';

/** The field that says whether a record is deleted. */
export const DELETED = 'deleted';

/** What is chosen: one of the two versions, or a third that one writes. */
export type Pick = 'first' | 'second' | 'own';

/** What the two versions are about: "Time", "Groups: Blue". */
export function aboutWord({ kind, field }: DecisionView): string {
  if (field === DELETED) return t('sync.deleted_or_kept');
  const member = memberOf(field);
  const isText = fieldSpec(kind, field)?.holds === 'set_of_text';
  return member && isText ? t('sync.member', { field: fieldWord(field), member }) : fieldWord(field);
}

export function whoWord({ mine, who }: VersionView): string {
  return mine ? t('sync.you') : who || t('sync.somebody');
}

/** A version in words, for showing and for telling what differs. */
export function versionText({ field, holds }: DecisionView, { value, shown }: VersionView): string {
  if (field === DELETED) return t(value === true ? 'sync.version_deleted' : 'sync.version_kept');
  return valueText(holds as Holds, value, shown);
}

/** The field for a third version; none where the two versions are all there can be, or it takes a map. */
export function ownField({ kind, field }: DecisionView): FieldSpec | null {
  const spec = fieldSpec(kind, field);
  if (!spec || memberOf(field) !== null || spec.holds === 'bool' || spec.holds === 'position') return null;
  // Records without a title of their own cannot be told apart in a list.
  if (spec.holds === 'reference' && !KINDS[spec.kind ?? '']?.title) return null;
  return spec;
}

/** The button, named by what comes of it. */
export function outcomeWord(decision: DecisionView, pick: Pick | null): string {
  if (pick === null) return t('sync.choose');
  if (pick === 'own') return t('sync.keep_own');
  const version = decision[pick];
  if (decision.field === DELETED) return t(version.value === true ? 'sync.delete_it' : 'sync.keep_it');
  return version.mine ? t('sync.keep_mine') : t('sync.keep_theirs', { who: whoWord(version) });
}
