import { randomUUID } from 'node:crypto';
import type { AwsCall } from './aws-call.ts';
import type { Need } from './iam.ts';
import { place } from './place.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
};

export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() },
  body: Buffer.from(JSON.stringify(value)),
});

/** An error as the service of this call would put it, so that the SDK recognises its name. */
export function errorAnswer(
  { service }: Pick<AwsCall, 'service'>,
  status: number,
  name: string,
  message: string,
): Answer {
  if (service !== 'ses') return jsonAnswer(status, { __type: `com.amazonaws#${name}`, message });
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const xml =
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${name}</Code>` +
    `<Message>${text}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(xml) };
}

export function accessDenied(call: AwsCall, functionName: string, { action, resource }: Need): Answer {
  const user = `arn:${place.partition}:sts::${place.account}:assumed-role/${functionName}`;
  const message =
    `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ` +
    'because no identity-based policy allows it';
  const name = call.service === 'ses' ? 'AccessDenied' : 'AccessDeniedException';
  return errorAnswer(call, call.service === 'ses' ? 403 : 400, name, message);
}
