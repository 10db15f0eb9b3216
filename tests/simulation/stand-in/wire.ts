/** Attribute values as they travel: numbers as text, bytes in base64. */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Attributes }
  | { readonly L: readonly Value[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };
export type Attributes = { readonly [name: string]: Value };

export type Names = Readonly<Record<string, string>>;

type Consumption = 'NONE' | 'TOTAL' | 'INDEXES';

type Placeholders = {
  readonly ExpressionAttributeNames?: Names;
  readonly ExpressionAttributeValues?: Attributes;
};
type Conditioned = Placeholders & {
  readonly TableName: string;
  readonly ConditionExpression?: string;
  readonly ReturnValuesOnConditionCheckFailure?: 'NONE' | 'ALL_OLD';
};
type Answering = {
  readonly ReturnValues?: 'NONE' | 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW';
  readonly ReturnConsumedCapacity?: Consumption;
};
export type Put = Conditioned & { readonly Item: Attributes };
export type Update = Conditioned & { readonly Key: Attributes; readonly UpdateExpression?: string };
export type Delete = Conditioned & { readonly Key: Attributes };

export type PutInput = Put & Answering;
export type UpdateInput = Update & Answering;
export type DeleteInput = Delete & Answering;

export type GetInput = Placeholders & {
  readonly TableName: string;
  readonly Key: Attributes;
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
  readonly ReturnConsumedCapacity?: Consumption;
};

export type ReadInput = Placeholders & {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ConsistentRead?: boolean;
  readonly ScanIndexForward?: boolean;
  readonly Select?: string;
  readonly Limit?: number;
  readonly ExclusiveStartKey?: Attributes;
  readonly ReturnConsumedCapacity?: Consumption;
};

type BatchedKeys = Pick<Placeholders, 'ExpressionAttributeNames'> & {
  readonly Keys: readonly Attributes[];
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
};
export type BatchGetInput = {
  readonly RequestItems: Readonly<Record<string, BatchedKeys>>;
  readonly ReturnConsumedCapacity?: Consumption;
};

export type TransactAction = {
  readonly Put?: Put;
  readonly Update?: Update;
  readonly Delete?: Delete;
  readonly ConditionCheck?: Delete;
};
export type TransactInput = {
  readonly TransactItems: readonly TransactAction[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: Consumption;
};

/** What any call may carry, as far as somebody on its way looks at it. */
export type Wire = Placeholders & {
  readonly Key?: Attributes;
  readonly Item?: Attributes;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ConsistentRead?: boolean;
  readonly TransactItems?: readonly TransactAction[];
};
