import { expect, it } from 'vitest';
import { claimsIn, drain, person, postRegistration, readInbox, storeOf, useStage } from '../support/stage.ts';

const session = 'atelier-reparation-ordinateurs--s1';
const seats = 30;
const people = 200;

it('two hundred people at once for thirty seats: thirty are in, all others hear it is full, thirty tickets arrive, and the organiser learns it', async () => {
  const stage = await useStage();
  const replies = await Promise.all(
    Array.from({ length: people }, (_, number) =>
      postRegistration(stage, session, `surge-${number}`, person(number)),
    ),
  );
  const answers = await Promise.all(
    replies.map(async (reply) => {
      const { outcome, code } = (await reply.json()) as { outcome?: string; code?: string };
      return `${reply.status} ${outcome ?? code}`;
    }),
  );
  expect(tally(answers)).toEqual({ '202 confirmed': seats, '409 sold_out': people - seats });

  await drain(stage);
  const mails = await readInbox(stage);
  const tickets = mails.filter(({ subject }) => subject.startsWith('Inscription confirmée'));
  expect(tickets).toHaveLength(seats);
  expect(new Set(tickets.map(({ destination }) => destination.to[0])).size).toBe(seats);
  expect(mails.filter(({ subject }) => subject.startsWith('Complet'))).toHaveLength(1);
  expect(await claimsIn(storeOf(stage), session)).toHaveLength(seats);

  const denied = Object.values(stage.access()).flatMap((report) => report.denied);
  expect(denied).toEqual([]);
});

const tally = (answers: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(answers, (answer) => answer)].map(([answer, all]) => [answer, all.length]),
  );
