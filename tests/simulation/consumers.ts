import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Store } from '../../shared/store/client.ts';
import { findOwing, type Owing, settleOwed } from '../../shared/store/owing.ts';
import { findRegistration, owing } from '../../shared/store/registrations.ts';
import { keys, registrationIn } from '../../shared/store/table.ts';
import type { World } from './world.ts';

/** What takes more steps than this goes round in circles. */
export const TO_REST = 5_000;

/** At most so many steps of whatever is under way, the stream's and the mail's consumers among it. */
export async function proceed(world: World, most: number): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    const consumers = consumersOf(world);
    const stepped = await world.calls.step(consumers.length);
    if (stepped === 'idle') {
      if (consumersOf(world).length === 0) return;
    } else if (stepped !== 'stepped') consumers[stepped.other]?.(world);
  }
  if (most === TO_REST) world.breaches.push('it does not come to rest');
}

const consumersOf = (world: World): readonly ((world: World) => void)[] => [
  ...(world.feed.waiting() ? [follow] : []),
  ...(world.orders.length > 0 ? [send] : []),
  ...(world.service.table.expired().length > 0 ? [expire] : []),
];

function follow({ feed, run }: World): void {
  const { records, done, failed } = feed.next();
  const first = records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  run(
    'follow',
    ({ followChanges }) => followChanges({ Records: [...records] }),
    ({ batchItemFailures: [failure] }) =>
      done(failure === undefined ? records.length : first.indexOf(failure.itemIdentifier)),
    failed,
  );
}

function send({ orders, sent, run, choices, clock }: World): void {
  const [order] = orders.splice(choices.choose(orders.length), 1);
  if (order === undefined) return;
  run('send', async ({ store }) => {
    const debtor = await debtorOf(store, order.owner, clock());
    if (debtor?.owed[order.mail] === undefined) return;
    sent.add(`${order.owner} ${order.mail}`);
    await settleOwed(store, debtor, order.mail);
  });
}

async function debtorOf(store: Store, owner: Owner, now: Instant): Promise<Owing | undefined> {
  const id = registrationIn(keys.owner(owner));
  if (id === undefined) return findOwing(store, owner);
  const registration = await findRegistration(store, id);
  return registration && owing(registration, now);
}

/** Time to live removes when it likes. */
function expire({ service: { table }, choices }: World): void {
  const places = table.expired();
  const place = places[choices.choose(places.length)];
  if (place !== undefined) table.write(place, undefined);
}
