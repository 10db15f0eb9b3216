import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

type HttpFunctionProps = HouseFunctionProps & { readonly folder: keyof StageSettings['concurrency'] };

/** What an API needs of a function to call it. */
export type Entrance = Pick<IFunction, 'functionArn' | 'addPermission'>;

/** A function behind the HTTP API. */
export class HttpFunction extends HouseFunction {
  /** What the API calls: the function itself, or its version that stands ready. */
  readonly entrance: Entrance;

  constructor(scope: Construct, id: string, props: HttpFunctionProps) {
    const { reserved, provisioned } = props.stage.concurrency[props.folder] ?? {};
    super(scope, id, props, {
      // The handler aborts its own calls after 3 s; this only ends what hangs, long before the API's 30 s.
      timeout: Duration.seconds(10),
      ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
    });
    this.entrance =
      provisioned === undefined
        ? this
        : this.addAlias('ready', { provisionedConcurrentExecutions: provisioned });
  }
}
