import type { frenchAgenda } from '../fr/agenda.ts';
import { english } from '../typography.ts';

export const englishAgenda: typeof frenchAgenda = {
  name: (edition) => english`My registrations: ${edition}`,
  subscribe: english`Subscribe to my registrations`,
  hint: english`This address, added to your calendar as a subscription, shows all your registrations and follows changes of time and place. It is for you: do not publish it.`,
  alwaysUpToDate: english`A calendar that is always up to date, even when a session changes?`,
};
