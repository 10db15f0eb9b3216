import type { Instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { readLinkToken } from '../../shared/domain/ticket.ts';
import { contextOf, type MailContext } from '../../shared/mail/context.ts';
import type { Store } from '../../shared/store/client.ts';
import type { Programme } from '../../shared/store/programme.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { positionOf } from '../../shared/store/waiting.ts';

export type Sources = {
  readonly store: Store;
  readonly programme: () => Promise<Programme | undefined>;
  readonly keys: () => Promise<Keys>;
  readonly siteUrl: string;
};

/** The registration a link opens; undefined for a forged, mistyped or superseded link, all alike. */
export async function findMine(
  { store, programme: load, keys, siteUrl }: Sources,
  token: string | undefined,
  now: Instant,
): Promise<MailContext | undefined> {
  const secrets = await keys();
  const link = readLinkToken(secrets, token ?? '');
  if (link === undefined) return undefined;
  const [registration, programme] = await Promise.all([findRegistration(store, link), load()]);
  if (registration?.linkVersion !== link.linkVersion) return undefined;
  return {
    ...contextOf(programme, registration, { keys: secrets, siteUrl, now }),
    position: await positionOf(store, registration),
  };
}
