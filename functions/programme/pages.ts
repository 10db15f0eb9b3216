import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { EventDetails } from '../../shared/domain/programme.ts';
import type { Programme } from '../../shared/store/programme.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { eventPage } from '../../shared/web/event-page.tsx';
import { readFilters } from '../../shared/web/filters.ts';
import { issueFormToken } from '../../shared/web/form-token.ts';
import { noticePage } from '../../shared/web/notice-page.tsx';
import { outcomePage } from '../../shared/web/outcome-page.tsx';
import { languageOf, type PageRequest, type PageSettings, page } from '../../shared/web/page.ts';
import { type Notice, outcomes } from '../../shared/web/paths.ts';
import { programmePage } from '../../shared/web/programme-page.tsx';
import { publishedEvent, type Source } from '../../shared/web/public-source.ts';
import { html, type Reply } from '../../shared/web/reply.ts';
import type { Handler } from '../../shared/web/stack.ts';
import { structuredData } from '../../shared/web/structured-data.ts';

type Dependencies = Omit<PageSettings, 'errorPage'> & {
  readonly source: Source;
  readonly keys: () => Promise<Keys>;
};

type Asked = { readonly language: Language; readonly now: Instant; readonly programme: Programme };

/** The public pages: everybody gets the same. */
export function publicPages({ source, keys, ...settings }: Dependencies): Readonly<Record<string, Handler>> {
  const { siteUrl } = settings;
  const shown = (show: (asked: Asked, request: PageRequest) => Promise<string | undefined>): Handler =>
    page({ ...settings, errorPage }, async (request): Promise<Reply> => {
      const language = languageOf(request);
      const programme = await source.programme();
      if (programme === undefined) return html(503, errorPage(503, language));
      const body = await show(
        { language, now: instant(request.requestContext.timeEpoch), programme },
        request,
      );
      return body === undefined ? html(404, errorPage(404, language)) : html(200, body);
    });

  const aboutEvent = (
    show: (asked: Asked, event: EventDetails, request: PageRequest) => Promise<string | undefined>,
  ) =>
    shown(async (asked, request) => {
      const event = publishedEvent(asked.programme, request.pathParameters?.slug);
      return event && show(asked, event, request);
    });

  const notice = (name: Notice) =>
    shown(async ({ language, programme }) => noticePage(language, programme, name, siteUrl));

  return {
    'GET /': shown(async (asked, { rawQueryString }) => {
      const { filters } = readFilters(rawQueryString, asked.programme);
      return programmePage({ ...asked, siteUrl, filters, seats: await source.allSeats() });
    }),
    'GET /evenements/{slug}': aboutEvent(async (asked, event) => {
      const [seats, secrets] = await Promise.all([source.seatsAround(event, asked.now), keys()]);
      const formToken = issueFormToken(secrets, event.slug, asked.now);
      const shown = { ...asked, siteUrl, event, seats };
      return eventPage({ ...shown, data: structuredData(shown), formToken });
    }),
    'GET /evenements/{slug}/inscriptions/{outcome}': aboutEvent(async (asked, event, { pathParameters }) => {
      const outcome = outcomes.find((known) => known === pathParameters?.outcome);
      return outcome && outcomePage({ ...asked, event, outcome, seats: await source.seatsOf(event) });
    }),
    'GET /confidentialite': notice('confidentialite'),
    'GET /accessibilite': notice('accessibilite'),
    'GET /mentions-legales': notice('mentions-legales'),
  };
}
