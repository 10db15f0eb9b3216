import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { table as names } from '../../shared/store/table.ts';
import type { StageSettings } from '../settings.ts';

type DataProps = StackProps & { readonly stage: StageSettings };

/** What must outlive every deployment: the table and the secret that all links and keys derive from. */
export class Data extends Stack {
  readonly table: Table;
  readonly streamArn: string;
  readonly rootSecret: Secret;

  constructor(scope: Construct, id: string, { stage, ...props }: DataProps) {
    super(scope, id, { ...props, terminationProtection: stage.keepsData });
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    const { warmThroughput } = stage;
    const warm = warmThroughput && {
      warmThroughput: {
        readUnitsPerSecond: warmThroughput.reads,
        writeUnitsPerSecond: warmThroughput.writes,
      },
    };

    this.table = new Table(this, 'Table', {
      tableName: `passerelle-${stage.name}`, // the import command knows it by this name
      partitionKey: text(names.partitionKey),
      sortKey: text(names.sortKey),
      timeToLiveAttribute: names.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...warm,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.keepsData,
      removalPolicy,
    });
    if (this.table.tableStreamArn === undefined)
      throw new Error('A table without a stream tells nobody of its changes.');
    this.streamArn = this.table.tableStreamArn;

    this.table.addGlobalSecondaryIndex({
      indexName: names.byList.name,
      partitionKey: text(names.byList.partitionKey),
      sortKey: text(names.byList.sortKey),
      projectionType: ProjectionType.ALL,
      ...warm, // an index that lags behind its table holds it back
    });
    this.table.addGlobalSecondaryIndex({
      indexName: names.byDue.name,
      partitionKey: text(names.byDue.partitionKey),
      sortKey: text(names.byDue.sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
      ...warm,
    });

    this.rootSecret = new Secret(this, 'RootSecret', {
      description:
        'The edition, link, form and door keys derive from it; a new value breaks every link in every mailbox.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
  }
}

const text = (name: string) => ({ name, type: AttributeType.STRING });
