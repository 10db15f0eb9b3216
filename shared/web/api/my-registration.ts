import * as z from 'zod/mini';
import { endedStatuses, liveStatuses } from '../../domain/registration.ts';
import type { Operation } from './operation.ts';

const moment = z.iso.datetime({ offset: true });

export const registrationShown = z.object({
  status: z.enum([...liveStatuses, ...endedStatuses]),
  event: z.object({
    slug: z.string(),
    title: z.object({ fr: z.string(), en: z.optional(z.string()) }),
  }),
  session: z.object({
    id: z.string(),
    online: z.boolean(),
    timings: z.readonly(z.array(z.object({ begin: moment, end: moment }))),
  }),
  partySize: z.int(),
  code: z.optional(z.string()).check(z.describe('The code of the ticket, while it is good.')),
  onlineAccessLink: z.optional(z.string()).check(z.describe('Where to join online, with a ticket.')),
});

export const registrationReleased = z.object({ status: z.literal('released') });

const example: z.infer<typeof registrationShown> = {
  status: 'confirmed',
  event: {
    slug: 'preparer-le-forum-cv-pitch',
    title: { fr: 'Préparer le forum : CV, présentation et profil en ligne' },
  },
  session: {
    id: 'preparer-le-forum-cv-pitch--s1',
    online: false,
    timings: [{ begin: '2027-11-22T09:00:00.000Z', end: '2027-11-22T11:00:00.000Z' }],
  },
  partySize: 1,
  code: 'K7M-2QP',
};

export const myRegistrationOperations: Readonly<Record<string, Operation>> = {
  'GET /v1/registrations/{token}': {
    summary: 'What a link shows its bearer',
    about: 'The link proves the mailbox, yet may be forwarded: no address and no name is here.',
    answers: { 200: { about: 'The registration', schema: registrationShown, example } },
    problems: ['not_found'],
  },
  'POST /v1/registrations/{token}/release': {
    summary: 'Give the seats back',
    answers: {
      200: { about: 'The seats are free', schema: registrationReleased, example: { status: 'released' } },
    },
    problems: ['not_found', 'not_live'],
  },
};
