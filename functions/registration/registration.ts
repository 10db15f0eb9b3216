import type { Logger } from '@aws-lambda-powertools/logger';
import type { Clock } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import type { Store } from '../../shared/store/client.ts';
import { byRoute } from '../../shared/web/by-route.ts';
import { publicSource } from '../../shared/web/public-source.ts';
import { cachedBookings } from './bookings.ts';
import { registerByForm } from './register-by-form.ts';
import { registerByJson } from './register-by-json.ts';
import { submitting } from './submit.ts';

export type Dependencies = {
  readonly store: Store;
  readonly keys: () => Promise<Keys>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly siteUrl: string;
  /** Ends every call of a request that has taken too long. */
  readonly timeLimit: () => AbortSignal;
};

export function registration({ clock, ...dependencies }: Dependencies) {
  const { store } = dependencies;
  const bookings = cachedBookings(store, clock);
  const submit = submitting(clock);
  return byRoute({
    'POST /evenements/{slug}/inscriptions': registerByForm({
      ...dependencies,
      bookings,
      submit,
      source: publicSource({ clock, ...dependencies }),
    }),
    'POST /v1/sessions/{sessionId}/registrations': registerByJson({ ...dependencies, bookings, submit }),
  });
}
