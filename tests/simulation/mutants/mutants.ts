/** One fault as somebody might make it: each file named gets these words instead of those. */
export type Mutant = {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** How it is found out. */
  readonly breaks: RegExp;
  /** The commands that lead to it, where others would only hide it for longer. */
  readonly only?: readonly string[];
};
export type Edit = { readonly file: string; readonly from: string; readonly to: string };

const claims = 'shared/seats/claims.ts';
const registrations = 'shared/store/registrations.ts';
const turn = 'shared/seats/turn.ts';
const join = 'shared/seats/join.ts';

const room = "'(attribute_not_exists(claims) OR (size(claims) <= :room AND NOT contains(claims, :first)))'";
const unconditional =
  "ConditionExpression: 'attribute_exists(#status) OR #status = :readStatus OR #rev = :readRev OR #readNext = :readNext'";

export const seatMutants: readonly Mutant[] = [
  {
    name: 'seats are taken without looking whether there is room',
    edits: [{ file: claims, from: 'size(claims) <= :room AND', to: 'size(claims) >= :none AND' }],
    breaks: /is oversold/,
  },
  {
    name: 'room is reckoned by a limit that may have changed',
    edits: [{ file: claims, from: "'lim = :lim AND", to: "'lim >= :none AND :lim >= :none AND" }],
    breaks: /is oversold/,
  },
  {
    name: 'some of a party’s claims pass for all of them',
    edits: [
      {
        file: 'shared/seats/take.ts',
        from: "return found === party.length ? 'all' : 'some';",
        to: "return 'all';",
      },
    ],
    breaks: /was granted a seat that is not in/,
  },
  {
    name: 'seats are taken whatever the phase',
    edits: [
      { file: claims, from: 'phase = :phase AND', to: 'attribute_exists(phase) AND :phase <> :none AND' },
    ],
    breaks: /directly while somebody waits|is closed and gave seats|gave seats to somebody/,
  },
  {
    name: 'a fence does not raise what is decided',
    edits: [
      { file: registrations, from: "'SET #next = :past,", to: "'SET #next = if_not_exists(#next, :past)," },
    ],
    breaks: /lost the undecided claim|does not come to rest/,
  },
  {
    name: 'a claim is removed before it is decided',
    edits: [
      {
        file: 'shared/seats/withdraw.ts',
        from: 'known !== undefined && known.next >= past ? known : await fence(store, id, past)',
        to: 'known ?? (await fence(store, id, 0))',
      },
    ],
    breaks: /lost the undecided claim/,
  },
  {
    name: 'claim numbers begin anew with each registration',
    edits: [
      { file: 'shared/seats/register.ts', from: 'const from = known?.next ?? 0;', to: 'const from = 0;' },
    ],
    breaks: /went back|the old number/,
  },
  {
    name: 'seats are counted by a number',
    edits: [
      { file: claims, from: "'ADD claims :party'", to: "'ADD claims :party, taken :count'" },
      { file: claims, from: room, to: "'(attribute_not_exists(taken) OR taken <= :room)'" },
      { file: claims, from: "':first': claims[0],", to: "':count': claims.length," },
      { file: claims, from: "'DELETE claims :party'", to: "'DELETE claims :party ADD taken :minus'" },
      {
        file: claims,
        from: "toItem({ ':party': new Set(claims) })",
        to: "toItem({ ':party': new Set(claims), ':minus': -claims.length })",
      },
    ],
    breaks: /is oversold|free, no list and answers|waits and \d+ are free/,
  },
  {
    name: 'a claim is removed before its registration gives it up',
    edits: [
      {
        file: 'shared/seats/release.ts',
        from: "import { settle } from './withdraw.ts';",
        to: "import { settle } from './withdraw.ts'; import { removeClaims } from './claims.ts'; import { claimsOf } from '../domain/seats.ts';",
      },
      {
        file: 'shared/seats/release.ts',
        from: 'const { entry } = standing;',
        to: 'const { entry } = standing; for (const grant of standing.held) await removeClaims(store, standing.session, grant.block, claimsOf(standing.key, grant));',
      },
    ],
    breaks: /lost a claim that .* was granted/,
  },
  {
    name: 'a release does not note which seats it gives up',
    edits: [
      {
        file: registrations,
        from: 'givenUp: [...read.givenUp, ...read.held.map((grant) => ({ ...grant, session: read.session }))]',
        to: 'givenUp: read.givenUp',
      },
    ],
    breaks: /up without saying so/,
  },
  {
    name: 'a registration is changed whatever became of it meanwhile',
    edits: [
      {
        file: registrations,
        from: "ConditionExpression: '#status = :readStatus AND #rev = :readRev AND #readNext = :readNext'",
        to: unconditional,
      },
    ],
    breaks: /the old number|up without saying so|went back|in generation|went from|has \d places|stands at/,
  },
  {
    name: 'a lost answer passes for a failure',
    edits: [
      { file: 'shared/store/retry.ts', from: 'RETRIES = 11', to: 'RETRIES = 0' },
      {
        file: 'shared/seats/register.ts',
        from: ': flip(store, known, flipOf(holding(held))));',
        to: ': flip(store, known, flipOf(holding(held)))).catch(async (error) => { await removeClaims(store, session.id, taken.grant.block, claimsOf(application.key, taken.grant)); throw error; });',
      },
      {
        file: 'shared/seats/register.ts',
        from: "import { CLAIM_NUMBERS } from '../domain/seats.ts';",
        to: "import { CLAIM_NUMBERS, claimsOf } from '../domain/seats.ts'; import { removeClaims } from './claims.ts';",
      },
    ],
    breaks: /lost a claim that .* was granted|lost the undecided claim/,
  },
  {
    name: 'one block is raised before another is lowered',
    edits: [
      {
        file: 'shared/seats/capacity.ts',
        from: 'const lim = Math.min(block.lim, limitIn(plan, at));',
        to: 'const lim = limitIn(plan, at);',
      },
    ],
    breaks: /limits of|is oversold/,
  },
  {
    name: 'seats that came back where too many were taken are given again',
    edits: [
      {
        file: 'shared/seats/capacity.ts',
        from: 'if (!isLoose(session.capacity, blocks)) return blocks;',
        to: 'if (session.capacity > 0) return blocks;',
      },
    ],
    breaks: /is oversold/,
  },
  {
    name: 'a change of status forgets what is owed besides',
    edits: [
      {
        file: registrations,
        from: 'owed !== undefined ? owedBesides(read.owed, owed)',
        to: 'owed === undefined ? owedBesides(read.owed, owed ?? {})',
      },
    ],
    breaks: /and never got it|is owed \S+ again/,
    only: ['register', 'repeat', 'release', 'tick'],
  },
];

export const listMutants: readonly Mutant[] = [
  {
    name: 'the list is read as it was a moment ago',
    edits: [{ file: 'shared/store/waiting.ts', from: 'ConsistentRead: true', to: 'ConsistentRead: false' }],
    breaks: /was given seats before|nobody noted it|answers (confirmed|pending)|stands at/,
  },
  {
    name: 'the list has no order',
    edits: [
      {
        file: 'shared/store/waiting.ts',
        from: '.sort((one, other) => (one.place < other.place ? -1 : 1))',
        to: '',
      },
    ],
    breaks: /was given seats before/,
  },
  {
    name: 'somebody joins before every block waits',
    edits: [{ file: join, from: 'await startWaiting(store, session);', to: '' }],
    breaks: /directly while somebody waits|which is open/,
  },
  {
    name: 'nobody notes whom a party has passed',
    edits: [
      {
        file: turn,
        from: 'if (each.passedBy.size < MOST_PASSES) await notePassed',
        to: 'if (each.passedBy.size < 0) await notePassed',
      },
    ],
    breaks: /and nobody noted it/,
  },
  {
    name: 'any number of parties may pass',
    edits: [
      {
        file: 'shared/domain/waiting.ts',
        from: 'entry.passedBy.size >= MOST_PASSES &&',
        to: 'entry.passedBy.size > 99 &&',
      },
    ],
    breaks: /was passed by/,
  },
  {
    name: 'seats that were only held are left to time to live',
    edits: [
      { file: 'functions/tick/tick.ts', from: 'if (isLapsed(registration, now)) {', to: 'if (now < "") {' },
    ],
    breaks: /though that lapsed/,
  },
  {
    name: 'an offer is accepted after its deadline',
    edits: [{ file: 'shared/seats/offer.ts', from: 'if (isLapsed(standing, now)) {', to: 'if (now < "") {' }],
    breaks: /ms too late/,
  },
  {
    name: 'an offer let pass is not told of',
    edits: [
      {
        file: 'shared/seats/offer.ts',
        from: "messageId('A7', read.rev + 1)",
        to: "messageId('A7', read.rev)",
      },
    ],
    breaks: /is owed no A7/,
  },
  {
    name: 'seats are handed on after the session has begun',
    edits: [
      {
        file: 'shared/seats/hand-on.ts',
        from: 'if (now >= beginOf(session)) return endList(store, session, entries, now);',
        to: '',
      },
    ],
    breaks: /when the session had begun|which has begun/,
  },
  {
    name: 'who leaves the list keeps the place',
    edits: [
      {
        file: 'shared/seats/release.ts',
        from: 'delisting(read.session, { key: read.key, place: read.entry }),',
        to: '',
      },
    ],
    breaks: /stands at|who does not wait there/,
  },
];
