/** The one table: names for infra, keys and item schemas for the store. */
export const table = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  /** Who is in a session. Lags: never decide from it. */
  byList: { name: 'byList', partitionKey: 'listShard', sortKey: 'listKey' },
  /** What somebody must look at again, by instant; sparse. Keys only: workers re-read the item consistently. */
  byDue: { name: 'byDue', partitionKey: 'dueShard', sortKey: 'dueAt' },
} as const;
