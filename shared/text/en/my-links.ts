import type { MyLinksWords } from '../fr/my-links.ts';
import { english as e } from '../typography.ts';

export const englishMyLinks: MyLinksWords = {
  title: 'My bookings',
  lead: e`Have you lost the email about a booking? Give the address you used: we send the link to each of your bookings there.`,
  emailHint: e`As you wrote it when you registered. Expected format: name@domain.com`,
  button: 'Send me my links',
  again: e`This page had been open for too long, or it was sent too quickly. Send your address once more.`,
  sentTitle: 'We have received your request',
  sent: e`If there are bookings to come with this address, a message that brings them together arrives there within a few minutes.`,
  neutral: e`We do not say here whether an address is registered: that is nobody's business but yours.`,
  advice: [
    e`Look in your spam folder.`,
    e`Nothing arrives? The address may have been another one, or written differently.`,
    e`Had you asked for your links already? Wait ten minutes before you ask again.`,
  ],
  anotherAddress: 'Try another address',
  lost: e`You can also have us send again`,
  lostLink: e`the link to your bookings`,
};
