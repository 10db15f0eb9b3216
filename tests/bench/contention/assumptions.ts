/** What the model takes for granted of the real service: its documented limits, and latencies nobody promises. */
export type Assumptions = {
  /** Of the table, and of each index: an item's partition is a hash of its partition key. None splits. */
  readonly partitions: number;
  readonly medianMs: { readonly read: number; readonly write: number; readonly transaction: number };
  /** Of the logarithm of every latency. */
  readonly sigma: number;
  /** For which part of its time a transaction holds its items: from prepare to commit. */
  readonly locked: { readonly from: number; readonly until: number };
};

export const usual: Assumptions = {
  partitions: 40, // the default quota of 40 000 write units per second and table
  medianMs: { read: 2.5, write: 4.5, transaction: 10 },
  sigma: 0.35,
  locked: { from: 0.3, until: 0.8 },
};

/** A table nobody has warmed: 4 000 write units per second. */
export const newTable: Assumptions = { ...usual, partitions: 4 };

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
export const PARTITION_UNITS = { write: 1_000, read: 3_000 };
/** A partition that was idle may catch up on so much; the real one may on more. */
export const BURST_SECONDS = 1;
