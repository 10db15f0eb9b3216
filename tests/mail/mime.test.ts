import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { writeMail } from '../../shared/mail/mail.ts';
import { toMime } from '../../shared/mail/mime.ts';
import { aContext, now, sixMails, weekend } from './contexts.ts';

const envelope = { sender: 'inscriptions@passerelle.example', messageId: 'a-tag', date: now };
const sent = async (...[kind, context]: Parameters<typeof writeMail>) => {
  const raw = await toMime(await writeMail(kind, context), envelope);
  return { raw: raw.toString('latin1'), mail: await simpleParser(raw) };
};
const headerNames = (raw: string) =>
  [...(raw.split('\r\n\r\n')[0] ?? '').matchAll(/^([\w-]+):/gm)].map(([, name]) => name);

describe('a message on the wire', () => {
  it('goes from the festival to one person, and answers go to the organiser', async () => {
    const { raw, mail } = await sent('A1', aContext());
    expect(mail.from?.value).toEqual([{ name: 'Open du numérique', address: envelope.sender }]);
    expect(mail.to).toMatchObject({
      value: [{ name: 'Sonia Marchal', address: 'sonia@menuiserie.example' }],
    });
    expect(mail.replyTo?.value).toEqual([
      { name: 'Club des dirigeants', address: 'club@dirigeants.example' },
    ]);
    expect(mail.date?.toISOString()).toBe(now);
    expect(headerNames(raw).sort()).toEqual([
      'Auto-Submitted',
      'Content-Language',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'Reply-To',
      'Subject',
      'To',
      'X-Auto-Response-Suppress',
    ]);
  });

  it.each(sixMails)('$kind in $language arrives as it was written', async ({ kind, context }) => {
    const written = await writeMail(kind, context);
    const { mail } = await sent(kind, context);
    expect(mail.subject).toBe(written.subject);
    expect(mail.text?.trimEnd()).toBe(written.text.trimEnd());
    expect(mail.attachments.every(({ size }) => size > 0)).toBe(true);
  });

  it('carries the QR code inside the HTML, and a calendar file per timing whose methods agree', async () => {
    const { raw, mail } = await sent('A1', aContext({ session: weekend }));
    const [qrCode, ...calendars] = [...mail.attachments].sort(({ related }) => (related ? -1 : 1));
    expect(qrCode).toMatchObject({ contentType: 'image/png', cid: 'billet@passerelle', related: true });
    expect(calendars.map(({ content }) => /METHOD:(\w+)/.exec(content.toString())?.[1])).toEqual([
      'REQUEST',
      'REQUEST',
    ]);
    expect(raw.match(/^Content-Type: text\/calendar; charset=utf-8; method=REQUEST/gm)).toHaveLength(2);
  });

  it('takes the session out of the calendar after a release', async () => {
    const { raw, mail } = await sent('A13', aContext({ registration: { status: 'released', rev: 2 } }));
    expect(mail.attachments.map(({ content }) => /METHOD:(\w+)/.exec(content.toString())?.[1])).toEqual([
      'CANCEL',
    ]);
    expect(raw).toContain('method=CANCEL');
  });

  it.each([
    ['a line and a header', 'Bob\r\nBcc: v@x.example'],
    ['another address', 'Bob <v@x.example>, v@y.example'],
    ['a closing quote', 'Bob" <v@x.example>, "'],
    ['a bare line feed', 'Bob\nTo: v@x.example'],
    ['an encoded word', '=?utf-8?Q?Bob=0D=0ABcc:_v@x.example?='],
    ['a null', 'Bob\u0000 v'],
  ])('lets a name of %s add nobody', async (_, name) => {
    const { raw, mail } = await sent(
      'A1',
      aContext({
        registration: { firstName: name, lastName: name },
        organisation: { name },
        event: { title: { fr: name } },
      }),
    );
    expect(headerNames(raw).filter((header) => /^(to|cc|bcc)$/i.test(header ?? ''))).toEqual(['To']);
    expect(mail.to).toMatchObject({ value: [{ address: 'sonia@menuiserie.example' }] });
    expect(mail.replyTo?.value.map(({ address }) => address)).toEqual(['club@dirigeants.example']);
    expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
  });

  it('writes to the domain in Punycode', async () => {
    const { raw } = await sent('A1', aContext({ registration: { email: 'jean@xn--mnchen-3ya.de' } }));
    expect(raw).toContain('<jean@xn--mnchen-3ya.de>');
  });
});
