import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

/** A function behind the HTTP API. */
export class HttpFunction extends HouseFunction {
  constructor(scope: Construct, id: string, props: HouseFunctionProps) {
    // The handler aborts its own calls after 3 s; this only ends what hangs, long before the API's 30 s.
    super(scope, id, props, { timeout: Duration.seconds(10) });
  }
}
