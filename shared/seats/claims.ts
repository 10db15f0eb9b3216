import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SessionId } from '../domain/ids.ts';
import { type Claim, holdsClaim } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { failedCondition, fromItem, toItem } from '../store/item.ts';
import { type Block, blockItem, keys } from '../store/table.ts';

/** A block whose limit was last seen as `lim`. Only who waits gets seats in phase `waiting`. */
type Seen = {
  readonly session: SessionId;
  readonly block: number;
  readonly lim: number;
  readonly phase?: 'open' | 'waiting';
};

/** Adds the claims if the block is open, its limit is `lim` and they all fit; otherwise the block as it stands. */
export async function addClaims(
  store: Store,
  seen: Seen,
  claims: readonly Claim[],
): Promise<'added' | Block> {
  try {
    await store.db.send(new UpdateItemCommand({ TableName: store.tableName, ...adding(seen, claims) }));
    return 'added';
  } catch (error) {
    const failed = failedCondition(error);
    if (failed === undefined) throw error;
    if (failed.item === undefined)
      throw new Error(`Session ${seen.session} has no block ${seen.block}`, { cause: error });
    return fromItem(blockItem, failed.item);
  }
}

/** The same write for a transaction. */
export const adding = ({ session, block, lim, phase = 'open' }: Seen, claims: readonly Claim[]) =>
  ({
    Key: toItem(keys.block(session, block)),
    UpdateExpression: 'ADD claims :party',
    ConditionExpression:
      'lim = :lim AND phase = :phase AND :room >= :none AND ' +
      '(attribute_not_exists(claims) OR (size(claims) <= :room AND NOT contains(claims, :first)))',
    ExpressionAttributeValues: toItem({
      ':party': new Set(claims),
      ':first': claims[0],
      ':lim': lim,
      ':phase': phase,
      ':room': lim - claims.length,
      ':none': 0,
    }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) as const;

/** Whether some of these claims stand in one of the blocks. */
export const holdAny = (blocks: readonly Block[], claims: readonly Claim[]): boolean =>
  blocks.some((block) => claims.some((claim) => holdsClaim(block.claims, claim)));

/** Removes claims from a block; only for decided ones (see withdraw.ts). Removing what is not there changes nothing. */
export async function removeClaims(
  store: Store,
  session: SessionId,
  block: number,
  claims: readonly Claim[],
): Promise<void> {
  if (claims.length === 0) return;
  await store.db
    .send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.block(session, block)),
        UpdateExpression: 'DELETE claims :party',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: toItem({ ':party': new Set(claims) }),
      }),
    )
    .catch((error: unknown) => {
      if (failedCondition(error) === undefined) throw error;
    });
}
