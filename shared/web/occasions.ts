import type { Session, Timing } from '../domain/programme.ts';

export type Occasion = { readonly timing: Timing; readonly session: Session };

/** Each time an event takes place, once: seats online share the timing of the seats on site, which come first. */
export function occasionsOf(sessions: readonly Session[] = []): readonly Occasion[] {
  const occasions = new Map<string, Occasion>();
  for (const session of sessions)
    for (const timing of session.timings)
      if (!occasions.has(timing.id)) occasions.set(timing.id, { timing, session });
  return [...occasions.values()].sort((a, b) => (a.timing.begin < b.timing.begin ? -1 : 1));
}
