import * as z from 'zod/mini';
import { NAME_MAX_CODE_POINTS } from '../../domain/people.ts';
import { endedStatuses, liveStatuses } from '../../domain/registration.ts';
import { correctionSchema } from '../correction-input.ts';
import type { ProblemCode } from '../reply.ts';
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

export const registrationAnswered = z.object({ status: z.enum(['confirmed', 'declined']) });

const answering = (
  summary: string,
  about: string,
  status: 'confirmed' | 'declined',
  more: readonly ProblemCode[] = [],
): Operation => ({
  summary,
  about,
  answers: { 200: { about: 'It is done', schema: registrationAnswered, example: { status } } },
  problems: ['not_found', ...more, 'not_live'],
});

const line = { minLength: 1, maxLength: NAME_MAX_CODE_POINTS };

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
  'PATCH /v1/registrations/{token}': {
    summary: 'Correct the name or the number of people',
    about: [
      'Say only what changes. More people are a request for seats, while registration is open; fewer give theirs back.',
      'Both until the session begins, all of it or nothing, and the same again changes nothing more.',
    ].join(' '),
    body: {
      schema: correctionSchema(1),
      fields: {
        lastName: line,
        firstName: { ...line, anyOf: undefined, type: ['string', 'null'], description: '`null` forgets it.' },
        partySize: { maximum: undefined, description: 'People who come, the registered person among them.' },
      },
      examples: {
        name: { summary: 'A slip in the name', value: { lastName: 'Webber', firstName: null } },
        party: { summary: 'Three people come', value: { partySize: 3 } },
      },
    },
    answers: { 200: { about: 'The registration as it is now', schema: registrationShown, example } },
    problems: ['not_found', 'invalid_input', 'party_too_large', 'sold_out', 'closed', 'not_live'],
  },
  'POST /v1/registrations/{token}/confirm': answering(
    'Confirm the address that seats are held for',
    'Repeated, it is confirmed still.',
    'confirmed',
  ),
  'POST /v1/registrations/{token}/accept': answering(
    'Take the seats on offer',
    'After its deadline an offer wins only what nobody before can use; an invitation wins what is free.',
    'confirmed',
    ['sold_out'],
  ),
  'POST /v1/registrations/{token}/decline': answering(
    'Leave the seats on offer to the next',
    'The place in the list goes with them.',
    'declined',
  ),
  'POST /v1/registrations/{token}/release': {
    summary: 'Give the seats back',
    answers: {
      200: { about: 'The seats are free', schema: registrationReleased, example: { status: 'released' } },
    },
    problems: ['not_found', 'not_live'],
  },
};
