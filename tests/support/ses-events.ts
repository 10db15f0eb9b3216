import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Owner } from '../../shared/domain/ids.ts';
import type { MessageId } from '../../shared/domain/registration.ts';
import { messageTag } from '../../shared/mail/ses.ts';

/** In the shape of https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
const events = {
  send: { eventType: 'Send', send: {} },
  delivery: {
    eventType: 'Delivery',
    delivery: {
      timestamp: '2027-10-18T07:00:12.133Z',
      processingTimeMillis: 11_893,
      smtpResponse: '250 2.6.0 Message received',
      reportingMTA: 'a8-70.smtp-out.amazonses.com',
    },
  },
  'hard bounce': bounce('Permanent', 'General', '5.1.1'),
  'bounce by the suppression list': bounce('Permanent', 'OnAccountSuppressionList', '5.1.1'),
  'soft bounce': bounce('Transient', 'MailboxFull', '4.2.2'),
  'automatic answer': bounce('Transient', 'General', ''),
  'bounce of no known kind': bounce('Undetermined', 'Undetermined', ''),
  complaint: complaint('abuse'),
  'complaint without a word': complaint(undefined),
  'not spam': complaint('not-spam'),
  reject: { eventType: 'Reject', reject: { reason: 'Bad content' } },
  open: { eventType: 'Open', open: { ipAddress: '192.0.2.1', timestamp: '2027-10-18T08:00:00.000Z' } },
} as const;
export type SesEventName = keyof typeof events;

function bounce(bounceType: string, bounceSubType: string, status: string) {
  return {
    eventType: 'Bounce',
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ emailAddress: 'as-the-other-server-writes-it', action: 'failed', status }],
      timestamp: '2027-10-18T07:01:02.669Z',
      feedbackId: '01000157c44f053b-61b59c11-000000',
      reportingMTA: 'dsn; mta.example.com',
    },
  };
}

function complaint(complaintFeedbackType: string | undefined) {
  return {
    eventType: 'Complaint',
    complaint: {
      complainedRecipients: [{ emailAddress: 'as-the-other-server-writes-it' }],
      timestamp: '2027-10-19T09:41:02.669Z',
      feedbackId: '01000157c44f053b-61b59c11-000001',
      complaintFeedbackType,
    },
  };
}

export type ToldOf = { readonly owner: Owner; readonly mail: MessageId; readonly address: string };

export const aSesEvent = (name: SesEventName, { owner, mail, address }: ToldOf) => ({
  ...events[name],
  mail: {
    timestamp: '2027-10-18T07:00:00.012Z',
    source: 'inscriptions@passerelle.example',
    sourceArn: 'arn:aws:ses:eu-west-3:123456789012:identity/passerelle.example',
    sendingAccountId: '123456789012',
    messageId: '0102017c191be45-e9aedb9a-000000',
    destination: [address],
    headersTruncated: false,
    headers: [{ name: 'To', value: address }],
    commonHeaders: { to: [address], subject: 'Inscription confirmée' },
    tags: {
      'ses:configuration-set': ['mails-of-the-festival'],
      kind: [mail.slice(0, mail.indexOf('#'))],
      message: [messageTag(owner, mail)],
    },
  },
});

let told = 0;
/** As Lambda hands them over from the queue, the notification's own envelope left out. */
export const fromQueue = (...bodies: readonly unknown[]): SQSEvent => ({
  Records: bodies.map((body) => {
    told += 1;
    return {
      messageId: `told-${told}`,
      receiptHandle: `receipt-${told}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      eventSource: 'aws:sqs',
    } as SQSRecord;
  }),
});
