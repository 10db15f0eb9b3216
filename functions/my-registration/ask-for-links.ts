import type { Logger } from '@aws-lambda-powertools/logger';
import * as z from 'zod/mini';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey, readAddress } from '../../shared/domain/people.ts';
import { type Store, within } from '../../shared/store/client.ts';
import { askForLinks } from '../../shared/store/mailboxes.ts';
import type { Programme } from '../../shared/store/programme.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { checkFormToken, issueFormToken, renewFormToken } from '../../shared/web/form-token.ts';
import {
  LINKS_FORM,
  linksSentPage,
  myLinksPage,
  type ReturnedAddress,
} from '../../shared/web/my-links-page.tsx';
import { languageOf, type PageRequest, page } from '../../shared/web/page.ts';
import { paths } from '../../shared/web/paths.ts';
import { html, type Reply, seeOther } from '../../shared/web/reply.ts';
import type { Handler } from '../../shared/web/stack.ts';

type Dependencies = {
  readonly store: Store;
  readonly programme: () => Promise<Programme | undefined>;
  readonly keys: () => Promise<Keys>;
  readonly logger: Logger;
  readonly siteUrl: string;
  readonly timeLimit: () => AbortSignal;
};

const field = z.catch(z.string(), '');
const formSchema = z.catch(z.object({ email: field, token: field, website: field }), {
  email: '',
  token: '',
  website: '',
});

/** `/mes-inscriptions`: anybody may ask; the links go to the address and nowhere else, and the answer is the same for all. */
export function askingForLinks({ store, programme, keys, timeLimit, ...settings }: Dependencies) {
  const shown = (show: (request: PageRequest, now: Instant) => Promise<Reply>): Handler =>
    page({ ...settings, errorPage }, (request) => show(request, instant(request.requestContext.timeEpoch)));

  const form = async (request: PageRequest, formToken: string, returned?: ReturnedAddress): Promise<string> =>
    myLinksPage({
      language: languageOf(request),
      edition: (await programme())?.edition,
      formToken,
      returned,
    });

  return {
    'GET /mes-inscriptions': shown(async (request, now) =>
      html(200, await form(request, issueFormToken(await keys(), LINKS_FORM, now))),
    ),
    'POST /mes-inscriptions': shown(async (request, now) => {
      const { email, token, website } = formSchema.parse(request.body);
      const secrets = await keys();
      const address = readAddress(email);
      const genuine = website === '' && checkFormToken(secrets, LINKS_FORM, token, now) === 'ok';
      if (address === undefined || !genuine) {
        const error = address !== undefined ? undefined : email.trim() === '' ? 'required' : 'invalid';
        const formToken = renewFormToken(secrets, LINKS_FORM, token, now);
        return html(422, await form(request, formToken, { email, error }));
      }
      const language = languageOf(request);
      await askForLinks(within(store, timeLimit()), mailboxKey(secrets, addressKey(address)), language, now);
      return seeOther(paths.linksSent(language));
    }),
    'GET /mes-inscriptions/envoye': shown(async (request) =>
      html(200, linksSentPage({ language: languageOf(request), edition: (await programme())?.edition })),
    ),
  };
}
