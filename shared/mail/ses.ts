import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Owner } from '../domain/ids.ts';
import { type MessageId, messageKind } from '../domain/registration.ts';

/** The client must try once only: its own retry after a lost answer would be a second mail. */
export type MailService = {
  readonly client: SESClient;
  /** The address every mail comes from. */
  readonly sender: string;
  /** Without it SES reports neither bounces nor complaints. */
  readonly configurationSet: string;
};

export type Submission =
  | { readonly kind: 'accepted'; readonly sesMessageId: string }
  /** Certainly not sent. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer: it may have been sent. */
  | { readonly kind: 'unknown'; readonly reason: string };

type Posting = {
  readonly raw: Uint8Array;
  readonly to: string;
  readonly tag: string;
  readonly mail: MessageId;
};

export async function submit(
  { client, sender, configurationSet }: MailService,
  { raw, to, tag, mail }: Posting,
): Promise<Submission> {
  try {
    const { MessageId } = await client.send(
      new SendRawEmailCommand({
        RawMessage: { Data: raw },
        Source: sender,
        Destinations: [to],
        ConfigurationSetName: configurationSet,
        Tags: [
          { Name: 'kind', Value: messageKind(mail) },
          { Name: 'message', Value: tag },
        ],
      }),
    );
    return { kind: 'accepted', sesMessageId: MessageId ?? '' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
    // The name only: the text of a refusal may hold the address.
    return { kind: status >= 400 && status < 500 ? 'refused' : 'unknown', reason: error.name };
  }
}

/** What names a mail to SES and comes back with its bounce: says nothing of the person, leads back to what owed it. */
export const messageTag = (owner: Owner, mail: MessageId): string =>
  Buffer.from(JSON.stringify([owner, mail])).toString('base64url');
