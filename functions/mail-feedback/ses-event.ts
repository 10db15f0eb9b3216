import * as z from 'zod/mini';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Feedback } from '../../shared/domain/mail-fate.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import { readMessageTag } from '../../shared/mail/ses.ts';

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: z.string(),
    destination: z.array(z.string()),
    tags: z.optional(z.record(z.string(), z.array(z.string()))),
  }),
  bounce: z.optional(z.object({ bounceType: z.string() })),
  complaint: z.optional(z.object({ complaintFeedbackType: z.optional(z.nullable(z.string())) })),
});

export type Told = MailOrder & {
  readonly feedback: Feedback;
  readonly sentAt: Instant;
  /** What the mail was sent to: personal, and never to be logged. */
  readonly address: string | undefined;
};

/** What an event says of a mail of ours; undefined if it says nothing that matters here. */
export function readSesEvent(body: string): Told | undefined {
  const event = sesEvent.parse(JSON.parse(body));
  const { destination, tags, timestamp } = event.mail;
  const order = readMessageTag(tags?.message?.[0] ?? '');
  const feedback = feedbackIn(event);
  if (order === undefined || feedback === undefined) return undefined;
  return { ...order, feedback, sentAt: instant(timestamp), address: destination[0] };
}

function feedbackIn({ eventType, bounce, complaint }: z.infer<typeof sesEvent>): Feedback | undefined {
  switch (eventType) {
    case 'Send':
      return 'sent';
    case 'Delivery':
      return 'delivered';
    case 'Bounce':
      return bounce?.bounceType === 'Permanent' ? 'bounced' : 'bounced-softly';
    case 'Complaint':
      // RFC 5965: some mail programs report in this way, too, that a mail is no spam.
      return complaint?.complaintFeedbackType === 'not-spam' ? undefined : 'complained';
    case 'Reject':
      return 'rejected';
    default:
      return undefined;
  }
}
