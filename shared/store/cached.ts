import { type Clock, epochMs } from '../domain/instant.ts';

/** Remembers what was loaded, by key, for a few seconds; callers that arrive together share one load. Absence is not remembered. */
export function cached<Key, Value>(
  clock: Clock,
  seconds: number,
  load: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const known = new Map<Key, { readonly at: number; readonly value: Promise<Value> }>();
  return (key) => {
    const now = epochMs(clock());
    const held = known.get(key);
    if (held !== undefined && now >= held.at && now - held.at < seconds * 1_000) return held.value;
    const loading = { at: now, value: load(key) };
    known.set(key, loading);
    const forget = () => known.get(key) === loading && known.delete(key);
    loading.value.then((value) => value === undefined && forget(), forget);
    return loading.value;
  };
}
