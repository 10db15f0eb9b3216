import * as z from 'zod/mini';
import { NAME_MAX_CODE_POINTS } from '../../domain/people.ts';
import { ANSWER_MAX_CODE_POINTS, idempotencyKey, requestSchema } from '../registration-input.ts';
import type { Operation } from './operation.ts';

export const registrationAnswer = z.object({
  outcome: z.enum(['confirmed', 'pending', 'waiting']),
  seats: z
    .optional(z.int())
    .check(
      z.describe(
        'How many people it is for: fewer than asked for where `minimumSeats` allowed it; none while waiting.',
      ),
    ),
  reference: z
    .string()
    .check(z.describe('Names this request when you write to us; it opens nothing and identifies nobody.')),
});

const line = { minLength: 1, maxLength: NAME_MAX_CODE_POINTS };
/** Of any event: what its organiser asks for and how many may come is in the event. */
const ofAnyEvent = requestSchema({
  event: { registration: { mode: 'required', maxPartySize: 1, questions: [] } },
  audiences: [],
});

export const registeringOperations: Readonly<Record<string, Operation>> = {
  'POST /v1/sessions/{sessionId}/registrations': {
    summary: 'Register somebody for a session',
    about: [
      'Unknown fields are refused and nothing is converted.',
      'The same key with the same body always gets the same answer and books once; refusals are not remembered.',
      'An address that is registered already is answered like any other: its owner is told by mail.',
    ].join(' '),
    headers: {
      'Idempotency-Key': {
        about: 'Your name for this try, to be sent again with every repetition of it.',
        schema: idempotencyKey,
        example: '7f1c2a90-registration-1',
      },
    },
    body: {
      schema: ofAnyEvent,
      fields: {
        lastName: line,
        firstName: line,
        email: { format: 'email', maxLength: 254 },
        partySize: {
          maximum: undefined,
          description: 'People who come, the registered person among them; for a group its headcount.',
        },
        minimumSeats: { maximum: undefined, description: 'The fewest seats you would take instead.' },
        establishment: { ...line, description: 'Required for groups.' },
        audience: { description: 'One of the audiences of the edition.' },
        answers: {
          type: 'object',
          properties: undefined,
          additionalProperties: { type: 'string', minLength: 1, maxLength: ANSWER_MAX_CODE_POINTS },
          description: 'Answers to the questions of the event, by their id; those it requires are required.',
        },
        accommodation: {
          minLength: 1,
          maxLength: ANSWER_MAX_CODE_POINTS,
          description: 'What the person needs to take part.',
        },
        join: { description: 'Whether to wait when there is no room.' },
        language: { description: 'In which the person is written to.' },
      },
      examples: {
        alone: {
          summary: 'One person',
          value: {
            lastName: 'Weber',
            firstName: 'Sonia',
            email: 'sonia.weber@example.org',
            partySize: 1,
            language: 'fr',
          },
        },
        least: { summary: 'The least', value: { lastName: 'Ng', email: 'ng@example.org', partySize: 1 } },
        anythingLeft: {
          summary: 'Two people, or one if no more are left, or the waiting list',
          value: {
            lastName: 'Diallo',
            email: 'diallo@example.org',
            partySize: 2,
            minimumSeats: 1,
            join: true,
          },
        },
        group: {
          summary: 'A school class',
          value: {
            establishment: 'Lycée des Deux Rives',
            lastName: 'Marchal',
            email: 'marchal@example.org',
            partySize: 28,
            accommodation: 'Une élève se déplace en fauteuil roulant.',
          },
        },
      },
    },
    answers: {
      202: {
        about: 'Done: the rest is in the mail',
        schema: registrationAnswer,
        example: { outcome: 'confirmed', seats: 1, reference: 'Zq3kT0bXn1w8Yc5A' },
      },
    },
    problems: [
      'idempotency_key_required',
      'no_such_session',
      'sold_out',
      'not_open_yet',
      'closed',
      'cancelled',
      'by_application',
      'invalid_input',
      'party_too_large',
      'idempotency_key_reused',
    ],
  },
};
