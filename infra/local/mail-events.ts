import { randomUUID } from 'node:crypto';
import type { AwsClient } from './aws-client.ts';
import type { MailEventRoute } from './blueprint.ts';
import { arn, lastPart, place } from './place.ts';

type MailEventsSettings = {
  readonly routes: readonly MailEventRoute[];
  /** The queue engine itself: SES and SNS have no role of ours. */
  readonly client: AwsClient;
  readonly origin: string;
  readonly now: () => number;
  readonly onWrite: (queue: string) => void;
  readonly onTrouble: (line: string) => void;
};

type Posted = { readonly kind: string; readonly details?: object };

/**
 * Tells what became of each mail, as SES does, in its words. What does is decided by SES's own addresses for trying out
 * (https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html): `bounce@simulator.amazonses.com`, and so on,
 * with a label after a plus if one likes. Every other mail is delivered.
 */
export function mailEvents({ routes, client, origin, now, onWrite, onTrouble }: MailEventsSettings) {
  return (form: string, answer: string): void => {
    const sent = new URLSearchParams(form);
    const address = sent.get('Destinations.member.1') ?? '';
    const mail = describe(sent, address, /<MessageId>([^<]+)/.exec(answer)?.[1] ?? '');
    for (const { configurationSet, eventTypes, queue } of routes) {
      if (configurationSet !== sent.get('ConfigurationSetName')) continue;
      const Entries = [{ kind: 'Send', details: {} }, ...whatBecomesOf(address)]
        .filter(({ kind }) => eventTypes.includes(lowerFirst(kind)))
        .map(({ kind, details }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ eventType: kind, mail, [lowerFirst(kind)]: details }),
        }));
      client
        .call('sqs', 'SendMessageBatch', { QueueUrl: `${origin}/${place.account}/${queue}`, Entries })
        .then(
          () => onWrite(queue),
          (error: unknown) => onTrouble(`What became of a mail is not told: ${error}`),
        );
    }
  };

  function whatBecomesOf(address: string): readonly Posted[] {
    const timestamp = new Date(now()).toISOString();
    const delivered = {
      kind: 'Delivery',
      details: { timestamp, recipients: [address], smtpResponse: '250 2.6.0 Message received' },
    };
    const told = { timestamp, feedbackId: randomUUID() };
    const bounced = (bounceType: string, bounceSubType: string) => ({
      kind: 'Bounce',
      details: {
        ...told,
        bounceType,
        bounceSubType,
        bouncedRecipients: [{ emailAddress: address, action: 'failed', status: '5.1.1' }],
      },
    });
    switch (simulated(address)) {
      case 'bounce':
        return [bounced('Permanent', 'General')];
      case 'suppressionlist':
        return [bounced('Permanent', 'Suppressed')];
      case 'ooto':
        return [delivered, bounced('Transient', 'General')];
      case 'complaint': {
        const details = {
          ...told,
          complainedRecipients: [{ emailAddress: address }],
          complaintFeedbackType: 'abuse',
        };
        return [delivered, { kind: 'Complaint', details }];
      }
      default:
        return [delivered];
    }
  }

  function describe(sent: URLSearchParams, address: string, messageId: string) {
    const source = sent.get('Source') ?? '';
    return {
      timestamp: new Date(now()).toISOString(),
      source,
      sourceArn: arn('ses', `identity/${lastPart(source.replace('@', '/'), '/')}`),
      sendingAccountId: place.account,
      messageId,
      destination: [address],
      tags: { 'ses:configuration-set': [sent.get('ConfigurationSetName') ?? ''], ...tagsIn(sent) },
    };
  }
}

function tagsIn(sent: URLSearchParams): Record<string, readonly string[]> {
  const tags: Record<string, readonly string[]> = {};
  for (let index = 1; sent.has(`Tags.member.${index}.Name`); index += 1)
    tags[sent.get(`Tags.member.${index}.Name`) ?? ''] = [sent.get(`Tags.member.${index}.Value`) ?? ''];
  return tags;
}

const simulated = (address: string): string | undefined =>
  /^(\w+)(\+[^@]*)?@simulator\.amazonses\.com$/.exec(address)?.[1];
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
