/** One line per route: where it goes and who may call. HEAD stands beside each GET because HTTP APIs do not imply it. */
type Caller = 'anyone' | 'bearer of a link';
type Folder = 'programme' | 'registration' | 'my-registration';
export type Route = { readonly key: string; readonly folder: Folder; readonly caller: Caller };

const get = <Path extends string>(path: Path) => [`GET ${path}`, `HEAD ${path}`] as const;
const inBothLanguages = <Path extends string>(path: Path) =>
  [path, path === '/' ? '/en' : `/en${path}`] as const;
const pages = (...paths: readonly string[]) => paths.flatMap(inBothLanguages).flatMap(get);
const posts = (...paths: readonly string[]) => paths.flatMap(inBothLanguages).map((path) => `POST ${path}`);

const answers = ['confirmer', 'accepter', 'decliner'].map((answer) => `/inscriptions/{token}/${answer}`);

const keys: Record<Folder, Partial<Record<Caller, readonly string[]>>> = {
  programme: {
    anyone: [
      ...pages(
        '/',
        '/evenements/{slug}',
        '/evenements/{slug}/inscriptions/{outcome}',
        '/confidentialite',
        '/accessibilite',
        '/mentions-legales',
      ),
      ...get('/programme.ics'),
      ...get('/programme.json'),
      ...get('/evenements/{slug}/agenda.ics'),
      ...get('/sitemap.xml'),
      ...get('/robots.txt'),
      ...get('/v1/events'),
      ...get('/v1/events/{slug}'),
      ...get('/v1/openapi.json'),
      ...get('/health'),
      ...get('/assets/{file}'),
      '$default',
    ],
  },
  registration: {
    anyone: [...posts('/evenements/{slug}/inscriptions'), 'POST /v1/sessions/{sessionId}/registrations'],
  },
  'my-registration': {
    anyone: [...pages('/mes-inscriptions', '/mes-inscriptions/envoye'), ...posts('/mes-inscriptions')],
    'bearer of a link': [
      ...pages('/inscriptions/{token}'),
      ...get('/inscriptions/{token}/agenda.ics'),
      ...get('/inscriptions/{token}/billet.svg'),
      ...get('/agenda/{calendar}'),
      ...pages('/inscriptions/{token}/liberer'),
      ...posts('/inscriptions/{token}/liberer'),
      ...pages('/inscriptions/{token}/modifier'),
      ...posts('/inscriptions/{token}/modifier'),
      ...answers.flatMap((answer) => [...pages(answer), ...posts(answer)]),
      ...pages('/inscriptions/{token}/je-viens', '/inscriptions/{token}/sans-rappels'),
      ...posts('/inscriptions/{token}/je-viens', '/inscriptions/{token}/sans-rappels'),
      ...get('/v1/registrations/{token}'),
      'PATCH /v1/registrations/{token}',
      'POST /v1/registrations/{token}/release',
      'POST /v1/registrations/{token}/confirm',
      'POST /v1/registrations/{token}/accept',
      'POST /v1/registrations/{token}/decline',
    ],
  },
};

export const routes: readonly Route[] = Object.entries(keys).flatMap(([folder, callers]) =>
  Object.entries(callers).flatMap(([caller, keys]) =>
    keys.map((key) => ({ key, folder: folder as Folder, caller: caller as Caller })),
  ),
);
