import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Owner } from '../domain/ids.ts';
import { type MessageId, messageKind } from '../domain/registration.ts';
import { kindOf } from '../store/table.ts';

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
  /** Certainly not sent, and nor is anybody else's mail: the account has used up what it may send, or is stopped. */
  | { readonly kind: 'stopped'; readonly reason: string }
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
    const reason = error.name;
    if (status < 400 || status >= 500) return { kind: 'unknown', reason };
    return { kind: stops(error) ? 'stopped' : 'refused', reason };
  }
}

/** https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
const stops = ({ name, message }: Error): boolean =>
  /SendingPaused/.test(name) || (/^Throttling/.test(name) && /daily/i.test(message));

/**
 * What names a mail to SES and comes back with its bounce: says nothing of the person, leads back to what owed it. A tag
 * holds letters, digits, dashes and underscores, 256 at most: the longest owner and mail make 240.
 */
export const messageTag = (owner: Owner, mail: MessageId): string =>
  [owner, mail].map((name) => name.replaceAll(/[^A-Za-z0-9-]/g, escaped)).join(BETWEEN);

/** What a mail was called by `messageTag`; undefined for what is not of our making. */
export function readMessageTag(tag: string): { readonly owner: Owner; readonly mail: MessageId } | undefined {
  const [owner = '', mail = '', ...rest] = tag
    .split(BETWEEN)
    .map((name) =>
      name.replaceAll(/_([0-9a-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    );
  const isOurs = kindOf(owner) !== undefined && /^[AO]\d+#/.test(mail) && rest.length === 0;
  return isOurs ? { owner: owner as Owner, mail: mail as MessageId } : undefined;
}

const BETWEEN = '__';
const escaped = (char: string): string => `_${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
