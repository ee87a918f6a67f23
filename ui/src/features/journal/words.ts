// What the journal's lines say, and how long volunteers worked.

import type { HoursView, JournalItem, JournalLine } from '$lib/api/bindings';
import type { Icon } from '$lib/components/icon';
import { durationText } from '$lib/findings';
import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { Hourglass, Pencil, PlaneLanding, PlaneTakeoff, UserCheck } from '$lib/icons';
import type { Mode } from './journal.svelte';

export const MODE_ICONS: Record<Mode, Icon> = {
  note: Pencil,
  arrival: PlaneLanding,
  departure: PlaneTakeoff,
  attendance: UserCheck,
  hours: Hourglass,
};

/** What happened, without whom it happened to: their names are drawn beside it. */
export function lineText(line: JournalLine): string {
  const { kind, people, item, minutes, text } = line;
  switch (kind) {
    case 'attendance': {
      const title = item?.name || t('finding.part.untitled');
      const were = t('journal.were_there', { present: people.length, expected: line.expected, title });
      const counted = line.head_count === null ? '' : t('journal.head_count_of', { count: line.head_count });
      return [were, counted].filter(Boolean).join(' ');
    }
    case 'hours':
      return [durationText(minutes ?? 0), text].filter(Boolean).join(' · ');
    case 'arrival':
      return line.entry ? (text ?? '') : t('journal.arrived', { count: people.length });
    case 'departure':
      return line.entry ? (text ?? '') : t('journal.left', { count: people.length });
    default:
      return text ?? '';
  }
}

/** How a line is called where it stands alone, as on the button that deletes it. */
export function lineName(line: JournalLine): string {
  return `${fmt.time(line.time)} ${lineText(line)}`;
}

/** A kind as it can be written down here; one that only a newer program knows is told like a note. */
export function modeOf(kind: string): Mode {
  return kind in MODE_ICONS ? (kind as Mode) : 'note';
}

/** Who is noted to have been at an item, of those for whom it is. */
export function attendanceText({ present, expected }: JournalItem): string {
  if (!present) return t('journal.not_noted', { expected: expected.length });
  return t('journal.noted', { present: present.length, expected: expected.length });
}

/** "3 volunteers gave 7 h 30 min on this day, 21 h in the whole visit." */
export function hoursText(day: HoursView, all: HoursView): string {
  if (all.minutes === 0) return t('journal.no_hours');
  if (day.minutes === 0) return t('journal.hours_in_all', { hours: durationText(all.minutes), count: all.volunteers });
  return t('journal.hours_of_day', {
    hours: durationText(day.minutes),
    count: day.volunteers,
    all: durationText(all.minutes),
  });
}

/** Minutes of `1:30`, `1.5`, `1,5` or `90 min`; `null` for anything else. A number alone is hours. */
export function minutesOfText(text: string): number | null {
  const written = text.trim().replace(',', '.');
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(written);
  if (clock) return fitting(Number(clock[1]) * 60 + Number(clock[2]));
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(\p{L}*)\.?$/u.exec(written) ?? [];
  if (number === '') return null;
  const inMinutes = /^(?:m|min|хв|мін)/iu.test(unit);
  return fitting(Math.round(Number(number) * (inMinutes ? 1 : 60)));
}

const MINUTES_PER_DAY = 24 * 60;

function fitting(minutes: number): number | null {
  return minutes >= 1 && minutes <= MINUTES_PER_DAY ? minutes : null;
}
