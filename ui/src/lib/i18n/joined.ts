import type { Catalogue } from './catalogues';

/** The areas of a language as one catalogue. A test holds every language to the keys of English. */
export function joined(areas: Record<string, Record<string, string>>): Catalogue {
  return Object.assign({}, ...Object.values(areas)) as Catalogue;
}
