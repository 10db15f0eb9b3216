import type { LocalFunction } from './blueprint.ts';
import { place } from './place.ts';

/** What a function finds in its environment: what the template gives it, and what Lambda always does. */
export function lambdaEnvironment(
  { environment, physicalName, memoryMegabytes, accessKeyId, handler }: LocalFunction,
  edgeUrl: string,
) {
  return {
    ...environment,
    TZ: 'UTC',
    AWS_ENDPOINT_URL: edgeUrl,
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: physicalName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${physicalName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    _HANDLER: `handler.${handler.exportName}`,
  };
}
