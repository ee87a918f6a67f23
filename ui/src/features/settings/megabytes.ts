// Sizes as people say them.

import { fmt } from '$lib/fmt.svelte';

/** Bytes in what a person calls a megabyte. */
const MEGABYTE = 1_000_000;

/** A size in whole megabytes, at least one. */
export function megabytes(bytes: number): string {
  return fmt.number(Math.max(1, Math.ceil(bytes / MEGABYTE)));
}
