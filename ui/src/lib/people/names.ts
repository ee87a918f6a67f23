// A person's name where no markup can stand: in a label, for sorting, for initials.

import type { PersonNameView } from '$lib/api/bindings';

/** For showing a name there is `PersonName`. */
export function nameOf({ name }: { readonly name: PersonNameView }): string {
  return name.latin || (name.native ?? '');
}
