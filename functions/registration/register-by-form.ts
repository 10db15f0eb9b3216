import { probableAddress } from '../../shared/domain/address-typo.ts';
import type { EventSlug, SessionId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { readHeads } from '../../shared/seats/blocks.ts';
import { isAccepted, type Refusing } from '../../shared/seats/register.ts';
import { type Store, within } from '../../shared/store/client.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { eventPage } from '../../shared/web/event-page.tsx';
import type { Refusal, ReturnedForm } from '../../shared/web/form.ts';
import { checkFormToken, renewFormToken } from '../../shared/web/form-token.ts';
import { languageOf, type PageRequest, type PageSettings, page } from '../../shared/web/page.ts';
import { paths } from '../../shared/web/paths.ts';
import type { Source } from '../../shared/web/public-source.ts';
import { type FormValues, readForm } from '../../shared/web/registration-input.ts';
import { html, type Reply, seeOther } from '../../shared/web/reply.ts';
import { formTrapped } from '../environment.ts';
import type { Asked, Bookings } from './bookings.ts';
import { refusedStanding, type Submit } from './submit.ts';

type Dependencies = Omit<PageSettings, 'errorPage'> & {
  readonly store: Store;
  readonly bookings: Bookings;
  readonly submit: Submit;
  readonly source: Source;
  readonly keys: () => Promise<Keys>;
  readonly timeLimit: () => AbortSignal;
};

/** `POST /evenements/{slug}/inscriptions`: to the outcome page, or the page again with the reason and the values kept. */
export const registerByForm = ({
  store: unlimited,
  bookings,
  submit,
  source,
  keys,
  timeLimit,
  ...settings
}: Dependencies) =>
  page({ ...settings, errorPage }, async (request): Promise<Reply> => {
    const now = instant(request.requestContext.timeEpoch);
    const language = languageOf(request);
    const slug = (request.pathParameters?.slug ?? '') as EventSlug;
    const store = within(unlimited, timeLimit());
    const [booking, secrets] = await Promise.all([bookings(sessionAsked(request)), keys()]);
    const asked = booking?.event.slug === slug && booking.event.published ? booking : undefined;
    const outcome = asked === undefined ? 'invalid' : await attempt(asked);
    if (typeof outcome === 'string' && outcome !== 'invalid')
      return seeOther(paths.outcome(language, slug, outcomePages[outcome]));

    const whole = await source.programme();
    const event = whole?.events.find((one) => one.slug === slug);
    if (whole === undefined || event === undefined || !event.published)
      return html(404, errorPage(404, language));
    const sessions = whole.sessions.get(slug) ?? [];
    const { values, ...read } = readForm(request.body, {
      event,
      audiences: whole.edition.audiences,
      sessions,
    });
    const form: ReturnedForm =
      outcome === 'invalid'
        ? { values, errors: read.ok ? [] : read.errors }
        : { values, errors: [], refusal: outcome };
    const own = await readHeads(store, sessions);
    const seats = form.refusal === undefined ? own : new Map([...(await source.allSeats()), ...own]);
    const formToken = renewFormToken(secrets, slug, read.token, now);
    return html(422, eventPage({ language, programme: whole, event, seats, now, formToken, form }));

    async function attempt({ edition, ...booking }: Asked): Promise<Accepted | 'invalid' | Refusal> {
      const standing = refusedStanding(booking, now);
      if (standing !== undefined) return { code: refusedBy[standing] };
      const read = readForm(request.body, {
        ...booking,
        audiences: edition.audiences,
        sessions: [booking.session],
      });
      if (!read.ok) return 'invalid';
      const token = checkFormToken(secrets, slug, read.token, now);
      if (read.trapped || token === 'too-soon') settings.logger.info(formTrapped, { trapped: read.trapped });
      if (read.trapped || token !== 'ok') return { code: 'send_again' };
      const probable = probableAddress(read.submission.email);
      if (probable !== undefined && read.keptAddress !== read.values.email)
        return { code: 'check_address', probable };
      const outcome = await submit(store, secrets, {
        booking,
        submission: read.submission,
        tryOf: tryOf(read.values),
        now,
        requestId: request.requestContext.requestId,
        anewOnceEnded: true,
      });
      return isAccepted(outcome) ? outcome.kind : refusalOf(outcome, booking.event.registration.waitlist);
    }
  });

const outcomePages = { confirmed: 'confirmee', pending: 'a-confirmer', listed: 'en-attente' } as const;
type Accepted = keyof typeof outcomePages;

const refusedBy = {
  'not-open-yet': 'not_open_yet',
  closed: 'closed',
  past: 'closed',
  cancelled: 'cancelled',
  'by-application': 'by_application',
  external: 'closed',
  'no-registration': 'closed',
} as const;

function refusalOf(outcome: Refusing, mayJoin: boolean): Refusal {
  switch (outcome.kind) {
    case 'full':
      return { code: 'sold_out', seatsLeft: outcome.seatsLeft, mayJoin };
    case 'waiting':
      return { code: 'sold_out', seatsLeft: 0, mayJoin };
    case 'closed':
      return { code: 'closed' };
    case 'key-reused':
      return { code: 'send_again' };
  }
}

const sessionAsked = ({ body }: PageRequest): SessionId => {
  const { session } = (body ?? {}) as Record<string, unknown>;
  return (typeof session === 'string' ? session : '') as SessionId;
};

/** The same values sent twice (a double click, a reload) are one try. */
const tryOf = (values: FormValues): string => `form ${JSON.stringify(Object.entries(values).sort())}`;
