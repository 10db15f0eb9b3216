import { BURST_SECONDS, PARTITION_UNITS } from './assumptions.ts';

export type Kind = keyof typeof PARTITION_UNITS;
/** Units asked of the partition that holds a key; tables and indexes have partitions of their own. */
export type Demand = { readonly of: string; readonly key: string; readonly kind: Kind };

export function partitions(count: number, now: () => number) {
  const levels = new Map<string, { units: number; at: number }>();

  function levelOf({ of, key, kind }: Demand) {
    const name = `${kind} ${of} ${partitionOf(key, count)}`;
    const most = PARTITION_UNITS[kind] * BURST_SECONDS;
    const level = levels.get(name) ?? { units: most, at: now() };
    levels.set(name, level);
    level.units = Math.min(most, level.units + ((now() - level.at) / 1_000) * PARTITION_UNITS[kind]);
    level.at = now();
    return level;
  }

  return {
    /** Whether all of them have a unit left; a request that lacks one is throttled and costs nothing. */
    admit: (demands: readonly Demand[]): boolean => demands.every((demand) => levelOf(demand).units >= 1),
    spend(demand: Demand, units: number): void {
      levelOf(demand).units -= units;
    },
  };
}

/** FNV-1a, mixed once more so that neighbouring keys part. */
export function partitionOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % count;
}
