import { instant } from '../../shared/domain/instant.ts';
import type { Programme } from '../../shared/store/programme.ts';
import { endpoint } from '../../shared/web/endpoint.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { inOpenAgenda } from '../../shared/web/open-agenda.ts';
import { languageOf, type PageRequest, type PageSettings, page } from '../../shared/web/page.ts';
import { programmeCalendar } from '../../shared/web/programme-calendar.ts';
import { publishedEvent, type Source } from '../../shared/web/public-source.ts';
import { html, json, problem, type Reply } from '../../shared/web/reply.ts';
import { robots, sitemap } from '../../shared/web/sitemap.ts';
import type { Handler } from '../../shared/web/stack.ts';

type Dependencies = Omit<PageSettings, 'errorPage'> & { readonly source: Source };

const types = {
  calendar: 'text/calendar; charset=utf-8; method=PUBLISH',
  xml: 'application/xml; charset=utf-8',
  text: 'text/plain; charset=utf-8',
};

/** The programme for calendars, agendas and search engines. */
export function feeds({ source, ...settings }: Dependencies): Readonly<Record<string, Handler>> {
  const { logger, siteUrl } = settings;
  const file = (
    type: keyof typeof types,
    write: (programme: Programme, request: PageRequest) => string | undefined,
  ): Handler =>
    page({ ...settings, errorPage }, async (request): Promise<Reply> => {
      const programme = await source.programme();
      if (programme === undefined) return html(503, errorPage(503, languageOf(request)));
      const body = write(programme, request);
      if (body === undefined) return html(404, errorPage(404, languageOf(request)));
      return { statusCode: 200, headers: { 'content-type': types[type] }, body };
    });

  return {
    'GET /programme.ics': file('calendar', (programme, request) =>
      programmeCalendar(programme.edition.title, published(programme), {
        programme,
        siteUrl,
        now: at(request),
      }),
    ),
    'GET /evenements/{slug}/agenda.ics': file('calendar', (programme, request) => {
      const event = publishedEvent(programme, request.pathParameters?.slug);
      return event && programmeCalendar(event.title, [event], { programme, siteUrl, now: at(request) });
    }),
    'GET /programme.json': endpoint(logger, async (request) => {
      const programme = await source.programme();
      if (programme === undefined) return problem(503, 'unavailable', 'The programme is not there yet');
      const around = { programme, siteUrl, now: at(request), seats: await source.allSeats() };
      const events = published(programme).map((event) => inOpenAgenda(event, around));
      return json(200, { total: events.length, events });
    }),
    'GET /sitemap.xml': file('xml', (programme) => sitemap(published(programme), siteUrl)),
    'GET /robots.txt': page({ ...settings, errorPage }, async () => ({
      statusCode: 200,
      headers: { 'content-type': types.text },
      body: robots(siteUrl),
    })),
  };
}

const published = ({ events }: Programme) => events.filter((event) => event.published);

const at = ({ requestContext }: Pick<PageRequest, 'requestContext'>) => instant(requestContext.timeEpoch);
