import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { isQuiet } from '../../shared/domain/quiet-hours.ts';
import { reminderKinds } from '../../shared/domain/reminders.ts';
import { wallMoment } from '../../shared/domain/time.ts';
import type { Store } from '../../shared/store/client.ts';
import { owners } from '../../shared/store/table.ts';
import {
  drain,
  person,
  postRegistration,
  readInbox,
  registrationsIn,
  storeOf,
  tell,
  useStage,
} from '../support/stage.ts';

const village = 'village-du-numerique--s1'; // Saturday 6 November at 10:00
const breakfast = 'petit-dejeuner-cyber-dix-gestes--s1'; // Monday 8 November at 8:30
const webinar = 'facturation-electronique-questions--s1'; // Tuesday 9 November at 12:15, online
const workshop = 'plan-de-reprise-apres-attaque--s1'; // Tuesday 9 November at 14:00
const training = 'formation-bureautique-en-ligne--s1'; // Wednesday 10 November at 9:00

type Sent = { readonly owner: string; readonly mail: string; readonly sentAt: string };

/** What the log says was sent, of reminders. */
async function remindersSent({ db, tableName }: Store): Promise<readonly Sent[]> {
  const { Items = [] } = await db.send(
    new ScanCommand({
      TableName: tableName,
      FilterExpression: 'begins_with(pk, :messages) AND attribute_exists(sentAt)',
      ExpressionAttributeValues: { ':messages': { S: 'MESSAGE#' } },
    }),
  );
  return Items.map(({ pk, sk, sentAt }) => ({
    owner: (pk?.S ?? '').slice('MESSAGE#'.length),
    mail: sk?.S ?? '',
    sentAt: sentAt?.S ?? '',
  })).filter(({ mail }) => reminderKinds.some((kind) => mail.startsWith(`${kind}#`)));
}

it('over the weeks of the sample edition everybody gets the reminders the policy gives, at their hours', async () => {
  const stage = await useStage({ clock: '2027-10-29T08:00:00+02:00' });
  const store = storeOf(stage);
  const book = async (number: number, session: string) =>
    expect((await postRegistration(stage, session, `try-${number}-${session}`, person(number))).status).toBe(
      202,
    );
  const goTo = (set: string) => tell(stage, '/clock', { set });

  await book(1, village);
  await book(2, breakfast);
  await book(3, webinar);
  await book(4, training);
  await book(5, breakfast);
  await book(5, workshop);
  await goTo('2027-11-03T12:00:00+01:00');
  await book(6, breakfast);
  await goTo('2027-11-07T10:00:00+01:00');
  await book(7, breakfast);
  await book(7, workshop);
  await goTo('2027-11-09T12:00:00+01:00');
  await drain(stage);

  const sent = await remindersSent(store);
  const got: Record<string, string[]> = {};
  for (const session of [village, breakfast, webinar, workshop, training])
    for (const registration of await registrationsIn(store, session)) {
      const name = `${/\d+/.exec(registration.email)} ${session.split('-')[0]}`;
      got[name] = sent
        .filter(({ owner }) => owner === owners.registration(registration))
        .map(({ mail, sentAt }) => `${mail.split('#')[0]} ${wallMoment(instant(sentAt)).slice(5, 16)}`)
        .sort((a, b) => (a.slice(-11) < b.slice(-11) ? -1 : 1));
    }
  expect(got).toEqual({
    '1 village': ['A10 11-04T09:00', 'A11 11-05T18:00'],
    '2 petit': ['A9 11-01T09:00', 'A10 11-06T09:00', 'A11 11-06T18:00'],
    '3 facturation': ['A9 11-02T09:00', 'A10 11-06T18:00', 'A12 11-09T11:15'],
    '4 formation': ['A9 11-03T09:00', 'A10 11-06T18:00'],
    '5 petit': ['A9 11-01T09:00', 'A10 11-06T09:00', 'A11 11-06T18:00'],
    '5 plan': ['A11 11-09T11:00'],
    '6 petit': ['A10 11-06T09:00', 'A11 11-06T18:00'],
    '7 petit': [],
    '7 plan': ['A11 11-09T11:00'],
  });
  expect(sent.filter(({ sentAt }) => isQuiet(instant(sentAt)))).toEqual([]);

  const mails = (await readInbox(stage)).filter(
    ({ subject }) => !subject.startsWith('Inscription confirmée'),
  );
  expect(mails).toHaveLength(sent.length);
  const week = mails.find(({ subject }) => subject.startsWith('Bientôt'));
  expect(week?.subject).toBe('Bientôt\u00a0: vos 2\u00a0séances à partir du 8\u00a0novembre');
  const link = mails.find(({ subject }) => subject.startsWith('Votre lien'));
  expect(link?.body.text).toContain('https://');
}, 300_000);
