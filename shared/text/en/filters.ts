import { plural } from '../format.ts';
import type { FilterWords } from '../fr/filters.ts';
import { english as e } from '../typography.ts';

const events = (count: number) => plural(count, 'event', 'events', 'en');

/** The same in English: a sentence missing here does not compile. */
export const englishFilters: FilterWords = {
  region: 'Search the programme',
  themes: 'Themes',
  allThemes: 'All themes',
  q: 'Search',
  qHint: 'A word, a place, an organisation',
  more: 'More filters',
  day: 'Day',
  anyDay: 'Any day',
  commune: 'Town',
  anyCommune: 'All towns',
  audience: 'Audience',
  anyAudience: 'Everyone',
  access: 'Accessibility',
  anyAccess: 'Not specified',
  free: 'Seats left',
  button: 'Search',
  apply: 'Apply',
  found: (count: number, of: number) => (count === 0 ? 'No event found' : e`${events(count)} of ${of}`),
  active: 'Active filters',
  remove: (label: string) => e`Remove the filter: ${label}`,
  quoted: (q: string) => `“${q}”`,
  clear: 'Clear all',
  nearest: 'With one filter less:',
  without: (label: string) => e`Without the filter ${label}`,
  count: events,
  nothingNear: 'Try another word, or fewer filters.',
  whole: 'See the whole programme',
};
