import type { EventDetails, Session } from './programme.ts';
import { isReleasable, type MessageKind, type Registration } from './registration.ts';

/** A session as it stands now, and the event whose status says whether it takes place. */
export type Standing = { readonly session: Session; readonly event: EventDetails };

/**
 * The word somebody is owed about their session: that it moved, is put off, or takes place after all (A15), or that it
 * is cancelled (A16). Nobody is told what they knew when they registered, nor anything twice.
 */
export function owedWord(
  { session: mine, status, toldRev = 0 }: Registration,
  { session, event }: Standing,
): Extract<MessageKind, 'A15' | 'A16'> | undefined {
  if (mine !== session.id) return undefined;
  if (event.status === 'cancelled') return isReleasable(status) ? 'A16' : undefined;
  const concerned = isReleasable(status) || status === 'cancelled';
  return concerned && toldRev < session.rev ? 'A15' : undefined;
}
