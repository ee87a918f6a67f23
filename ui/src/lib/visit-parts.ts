// The parts of a visit, each a screen, in the order of the menu.

import type { Key } from './i18n/i18n.svelte';

export const VISIT_PARTS = ['overview', 'itinerary', 'participants', 'tasks', 'journal'] as const;

export type VisitPart = (typeof VISIT_PARTS)[number];

export const VISIT_PART_NAMES: Record<VisitPart, Key> = {
  overview: 'frame.overview',
  itinerary: 'frame.itinerary',
  participants: 'frame.participants',
  tasks: 'frame.tasks',
  journal: 'frame.journal',
};
