import type { Component } from 'svelte';

/** An icon of `$lib/icons`. It never speaks alone: a word or an `aria-label` stands beside it. */
export type Icon = Component<{ size?: number | string; strokeWidth?: number | string; 'aria-hidden'?: 'true' }>;
