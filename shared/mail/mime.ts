import MailComposer from 'nodemailer/lib/mail-composer';
import type { Instant } from '../domain/instant.ts';
import { QR_CODE } from './letter-html.tsx';
import type { Mail } from './mail.ts';

type Envelope = {
  /** The address the mail comes from. */
  readonly sender: string;
  readonly messageId: string;
  readonly date: Instant;
};

/** The message as it is sent: text and HTML, the QR code inside, one calendar file per timing beside. */
export function toMime(mail: Mail, { sender, messageId, date }: Envelope): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: mail.sender, address: sender },
    to: [mail.to],
    replyTo: [mail.replyTo],
    subject: mail.subject,
    date: new Date(date),
    messageId: `<${messageId}@${sender.slice(sender.indexOf('@') + 1)}>`,
    // RFC 3834 and its Exchange cousin: no out-of-office answers to the organiser.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': mail.language,
      // RFC 8058: one click, which mail programs make a button of.
      ...(mail.unsubscribe !== undefined && {
        'List-Unsubscribe': `<${mail.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
    text: mail.text,
    html: mail.html,
    attachments: [
      ...(mail.qrCode === undefined
        ? []
        : [{ cid: QR_CODE, filename: 'billet.png', contentType: 'image/png', content: mail.qrCode }]),
      ...(mail.calendar?.files ?? []).map(({ name, content }) => ({
        filename: name,
        contentType: `text/calendar; charset=utf-8; method=${mail.calendar?.method}`,
        content,
      })),
    ],
    disableUrlAccess: true,
    disableFileAccess: true,
    newline: 'windows',
  });
  return composer.compile().build();
}
