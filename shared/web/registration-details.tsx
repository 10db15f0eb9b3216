import { isGroup } from '../domain/programme.ts';
import { isLive } from '../domain/registration.ts';
import { fullName } from '../mail/context.ts';
import { accessLinkOf, isOnline } from '../mail/facts.ts';
import { dayAndHours } from '../text/format.ts';
import { hasTicket, type Mine } from './mine.ts';
import { mineWords } from './mine-words.ts';
import { eventWords, words, written } from './words.ts';

/** What, when, where and for whom. */
export function RegistrationDetails({ language, context }: Pick<Mine, 'language' | 'context'>) {
  const say = words[language];
  const mine = mineWords[language];
  const { event, session, venue, registration } = context;
  const link = hasTicket(context) ? accessLinkOf(context) : undefined;
  return (
    <dl>
      <div>
        <dt>{mine.what}</dt>
        <dd class="what" {...written(event.title, language)} />
      </div>
      <div>
        <dt>{mine.when}</dt>
        {session.timings.map(({ id, begin, end }) => (
          <dd key={id}>{dayAndHours(begin, end, language)}</dd>
        ))}
      </div>
      <div>
        <dt>{mine.where}</dt>
        {isOnline(context) || venue === undefined ? (
          <dd>{say.place.online}</dd>
        ) : (
          <dd>
            {venue.name}
            <br />
            {venue.address}, {venue.postalCode} {venue.commune}
            {venue.access !== undefined && (
              <>
                <br />
                <span {...written(venue.access, language)} />
              </>
            )}
          </dd>
        )}
        {link !== undefined && (
          <dd>
            <a href={link} rel="noopener noreferrer">
              {mine.link}
            </a>
            <br />
            <span class="hint">{mine.linkText}</span>
          </dd>
        )}
      </div>
      <div>
        <dt>{mine.who}</dt>
        <dd>{fullName(registration)}</dd>
        <dd>
          {mine.people(registration.partySize)}
          {isGroup(event.registration) &&
            registration.establishment !== undefined &&
            `, ${registration.establishment}`}
        </dd>
      </div>
      {event.conditions !== undefined && isLive(registration.status) && (
        <div>
          <dt>{eventWords[language].conditions}</dt>
          <dd {...written(event.conditions, language)} />
        </div>
      )}
    </dl>
  );
}
