import type { Logger } from '@aws-lambda-powertools/logger';
import { toString as qrCode } from 'qrcode/lib/browser.js';
import type * as z from 'zod/mini';
import { mayCorrect } from '../../shared/domain/correction.ts';
import { type Clock, type Instant, instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { ticketCode, ticketPayload } from '../../shared/domain/ticket.ts';
import { calendarFile } from '../../shared/mail/calendar.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import { accessLinkOf } from '../../shared/mail/facts.ts';
import { release } from '../../shared/seats/release.ts';
import { type Store, within } from '../../shared/store/client.ts';
import { cachedProgramme } from '../../shared/store/programme.ts';
import type { registrationShown } from '../../shared/web/api/my-registration.ts';
import { byRoute } from '../../shared/web/by-route.ts';
import { correctionPage } from '../../shared/web/correction-page.tsx';
import { endpoint, type JsonRequest } from '../../shared/web/endpoint.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { answers, canRelease, hasTicket, type Mine, mayAnswer } from '../../shared/web/mine.ts';
import { myRegistrationPage, type Told } from '../../shared/web/my-registration-page.tsx';
import { languageOf, type PageRequest, page } from '../../shared/web/page.ts';
import { paths } from '../../shared/web/paths.ts';
import { answerPage, releasePage } from '../../shared/web/question-page.tsx';
import {
  comingPage,
  mayReconfirm,
  remindersStoppedPage,
  stopRemindersPage,
} from '../../shared/web/reminder-pages.tsx';
import { html, json, problem, type Reply, seeOther } from '../../shared/web/reply.ts';
import type { Handler, Parser } from '../../shared/web/stack.ts';
import { agendaOf } from './agenda.ts';
import { answerByForm, answerByJson } from './answer.ts';
import { askingForLinks } from './ask-for-links.ts';
import { correctByForm } from './correct-by-form.ts';
import { correctByJson } from './correct-by-json.ts';
import { findMine } from './find-mine.ts';
import { oneClickParser } from './one-click.ts';
import { noteComing, stopReminders } from './reminded.ts';

export type Dependencies = {
  readonly store: Store;
  readonly keys: () => Promise<Keys>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly siteUrl: string;
  readonly timeLimit: () => AbortSignal;
};

/** What the bearer of a link may see and do, and how to have one's links sent again. */
export function myRegistration({ store, keys, clock, logger, siteUrl, timeLimit }: Dependencies) {
  const programme = cachedProgramme(store, clock);

  async function find(token: string | undefined, now: Instant) {
    const limited = within(store, timeLimit());
    const context = await findMine({ store: limited, programme, keys, siteUrl }, token, now);
    return context && { context, store: limited, now };
  }
  type Found = NonNullable<Awaited<ReturnType<typeof find>>>;

  const shown = (
    show: (mine: Mine, found: Found, request: PageRequest) => Reply | undefined | Promise<Reply | undefined>,
    parser?: Parser,
  ): Handler => {
    const answer = async (request: PageRequest): Promise<Reply> => {
      const language = languageOf(request);
      const token = request.pathParameters?.token ?? '';
      const found = await find(token, instant(request.requestContext.timeEpoch));
      const reply = found && (await show({ language, token, context: found.context }, found, request));
      return reply ?? html(404, errorPage(404, language));
    };
    return page({ logger, siteUrl, errorPage }, answer, parser);
  };

  const answered = (answer: (found: Found, request: JsonRequest) => Reply | Promise<Reply>): Handler =>
    endpoint(logger, async (request: JsonRequest): Promise<Reply> => {
      const { pathParameters, requestContext } = request;
      const found = await find(pathParameters?.token, instant(requestContext.timeEpoch));
      if (found === undefined) return problem(404, 'not_found', 'There is no such registration');
      return answer(found, request);
    });

  const answering = Object.fromEntries(
    answers.flatMap((answer) => [
      [
        `GET /inscriptions/{token}/${answer}`,
        shown((mine) =>
          mayAnswer(mine.context, answer) ? html(200, answerPage(mine, answer)) : backTo(mine),
        ),
      ],
      [`POST /inscriptions/{token}/${answer}`, shown((mine, { store }) => answerByForm(store, mine, answer))],
    ]),
  );

  return byRoute({
    ...askingForLinks({ store, programme, keys, logger, siteUrl, timeLimit }),
    'GET /inscriptions/{token}': shown((mine, _, { queryStringParameters }) =>
      html(200, myRegistrationPage({ ...mine, ...toldBy(queryStringParameters) })),
    ),
    'GET /inscriptions/{token}/liberer': shown((mine) =>
      canRelease(mine.context) ? html(200, releasePage(mine)) : backTo(mine),
    ),
    'POST /inscriptions/{token}/liberer': shown(async (mine, { context, store, now }) => {
      if (canRelease(context)) await release(store, context.registration, now);
      return backTo(mine);
    }),
    'GET /inscriptions/{token}/modifier': shown((mine) =>
      mayCorrect(mine.context) ? html(200, correctionPage(mine)) : backTo(mine),
    ),
    'POST /inscriptions/{token}/modifier': shown((mine, { store }, { body }) =>
      correctByForm(store, mine, body),
    ),
    ...answering,
    'GET /inscriptions/{token}/je-viens': shown((mine) =>
      mayReconfirm(mine.context) ? html(200, comingPage(mine)) : backTo(mine),
    ),
    'POST /inscriptions/{token}/je-viens': shown(async ({ language, token, context }, { store }) => {
      await noteComing(store, context);
      return seeOther(paths.coming(language, token));
    }),
    'GET /inscriptions/{token}/sans-rappels': shown((mine) => html(200, stopRemindersPage(mine))),
    // Answered at once: mail programs that click follow no redirection.
    'POST /inscriptions/{token}/sans-rappels': shown(async (mine, { store }) => {
      await stopReminders(store, mine.context);
      return html(200, remindersStoppedPage(mine));
    }, oneClickParser()),
    'GET /inscriptions/{token}/agenda.ics': shown(({ context }) =>
      file(CALENDAR, calendarFile(context), 'inscription.ics'),
    ),
    'GET /agenda/{calendar}': page({ logger, siteUrl, errorPage }, async (request): Promise<Reply> => {
      const sources = { store: within(store, timeLimit()), programme, keys, siteUrl };
      const wanted = request.pathParameters?.calendar ?? '';
      const calendar = await agendaOf(sources, wanted, instant(request.requestContext.timeEpoch));
      return calendar === undefined
        ? html(404, errorPage(404, languageOf(request)))
        : file(CALENDAR, calendar, 'mes-inscriptions.ics');
    }),
    'GET /inscriptions/{token}/billet.svg': shown(async ({ context }) =>
      hasTicket(context) ? file('image/svg+xml', await ticketImage(context)) : undefined,
    ),
    'GET /v1/registrations/{token}': answered(({ context }) => json(200, view(context))),
    'POST /v1/registrations/{token}/release': answered(async ({ context, store, now }) => {
      const { status } = context.registration;
      const may = canRelease(context) || status === 'released' || status === 'declined';
      return may && (await release(store, context.registration, now)) === 'released'
        ? json(200, { status: 'released' })
        : problem(409, 'not_live', 'This registration holds no seat that could be released');
    }),
    ...Object.fromEntries(
      Object.entries({ confirm: 'confirmer', accept: 'accepter', decline: 'decliner' } as const).map(
        ([verb, answer]) => [
          `POST /v1/registrations/{token}/${verb}`,
          answered(({ context, store }) => answerByJson(store, context, answer)),
        ],
      ),
    ),
    'PATCH /v1/registrations/{token}': answered(async ({ context, store }, { body }) => {
      const answer = await correctByJson(store, context, body);
      return answer.ok ? json(200, view({ ...context, registration: answer.registration })) : answer.reply;
    }),
  });
}

const toldBy = (query: PageRequest['queryStringParameters']): { readonly told?: Told } => {
  if (query?.enregistre !== undefined) return { told: 'saved' };
  return query?.prise === undefined ? {} : { told: 'gone' };
};

const CALENDAR = 'text/calendar; charset=utf-8; method=PUBLISH';

const backTo = ({ language, token }: Mine): Reply => seeOther(paths.mine(language, token));

const file = (type: string, body: string, name?: string): Reply => ({
  statusCode: 200,
  headers: {
    'content-type': type,
    ...(name !== undefined && { 'content-disposition': `attachment; filename="${name}"` }),
  },
  body,
});

const ticketImage = ({ keys, registration }: MailContext): Promise<string> =>
  qrCode(ticketPayload(keys, registration), { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });

/** The link proves the mailbox, yet may be forwarded: no address and no name here. */
function view(context: MailContext): z.infer<typeof registrationShown> {
  const { registration, event, session, keys } = context;
  const ticket = hasTicket(context);
  return {
    status: registration.status,
    event: { slug: event.slug, title: event.title },
    session: {
      id: session.id,
      online: session.online,
      timings: session.timings.map(({ begin, end }) => ({ begin, end })),
    },
    partySize: registration.partySize,
    ...(ticket && { code: ticketCode(keys, registration), onlineAccessLink: accessLinkOf(context) }),
  };
}
