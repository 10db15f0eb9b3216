import { Agent, request } from 'node:http';
import { lastPart, place } from './place.ts';

/** An answer that is not 2xx, with the name AWS gave the error. */
export class AwsError extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export type AwsClient = ReturnType<typeof awsClient>;
type Shape = Readonly<Record<string, unknown>>;

const targets = {
  dynamodb: 'DynamoDB_20120810',
  streams: 'DynamoDBStreams_20120810',
  sqs: 'AmazonSQS',
} as const;

/** The wire protocol itself: Lambda's pollers hand on records and messages as they come, which the SDK would translate. */
export function awsClient(origin: string, accessKeyId: string) {
  const agent = new Agent({ keepAlive: true });

  return {
    call(
      service: keyof typeof targets,
      operation: string,
      input: Shape,
      signal?: AbortSignal,
    ): Promise<Shape> {
      const body = JSON.stringify(input);
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(body),
        'x-amz-target': `${targets[service]}.${operation}`,
        'x-amz-date': `${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '')}`,
        authorization:
          `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20270101/${place.region}/${service}/aws4_request, ` +
          'SignedHeaders=host;x-amz-date, Signature=local',
      };
      return new Promise((resolve, reject) => {
        const outgoing = request(
          origin,
          { method: 'POST', agent, headers, ...(signal && { signal }) },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.once('error', reject);
            incoming.once('end', () => {
              const text = Buffer.concat(chunks).toString();
              const answer: Shape = text === '' ? {} : JSON.parse(text);
              if ((incoming.statusCode ?? 500) < 300) return resolve(answer);
              const name = lastPart(String(answer.__type ?? 'UnknownError'), '#');
              reject(new AwsError(name, String(answer.message ?? answer.Message ?? text)));
            });
          },
        );
        outgoing.once('error', reject);
        outgoing.end(body);
      });
    },
    close: (): void => agent.destroy(),
  };
}
