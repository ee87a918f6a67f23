// Entries of the calendar in words.

import { fmt } from '$lib/fmt.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { choiceWord } from '$lib/records/words';
import { daysBetween } from '$lib/time';
import { isOff, type Entry } from './entries';

/** What an entry is, without its day. */
export function entryTitle(entry: Entry): string {
  switch (entry.kind) {
    case 'visit':
      return entry.visit.title;
    case 'anniversary':
      return t('calendar.anniversary', {
        years: entry.anniversary.anniversary.years,
        title: entry.anniversary.title,
      });
    case 'renewal':
      return t('calendar.renewal', { title: entry.renewal.title });
    case 'renewal_text':
      return t('calendar.renewal_text', { title: entry.renewal.title });
    case 'task':
      return entry.task.title;
  }
}

/** What else is to be said of it; empty where nothing is. */
export function entryMore(entry: Entry): string {
  switch (entry.kind) {
    case 'visit': {
      const { visit, day } = entry;
      const days = daysBetween(visit.starts_on, visit.ends_on) + 1;
      return [
        days > 1 ? t('calendar.day_of', { day, days }) : '',
        visit.direction ? choiceWord(visit.direction) : '',
        isOff(visit) && visit.status ? choiceWord(visit.status) : '',
      ]
        .filter(Boolean)
        .join(' · ');
    }
    case 'anniversary':
      return entry.anniversary.anniversary.round ? t('calendar.round') : '';
    case 'renewal':
      return '';
    case 'renewal_text':
      return t('calendar.renewal_text_more', { day: fmt.day(entry.renewal.renewal.on, 'date_year') });
    case 'task':
      return [entry.task.done ? choiceWord('done') : '', entry.task.visit_title].filter(Boolean).join(' · ');
  }
}
