import type { ComponentChildren } from 'preact';
import type { Language } from '../domain/language.ts';
import {
  ANY_AGE,
  type EventDetails,
  type Session,
  type Timing,
  takesRegistrations,
  type Venue,
} from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { hours, longDay } from '../text/format.ts';
import type { Choice } from './availability.ts';
import { paths } from './paths.ts';
import { eventWords, labelOf, words, written } from './words.ts';

type Props = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  readonly choices: readonly Choice[];
};

/** When, where, for whom, by whom: what somebody needs to decide. */
export function EventFacts({
  language,
  programme: { edition, organisations, venues },
  event,
  choices,
}: Props) {
  const say = eventWords[language];
  const organiser = organisations.get(event.organiser);
  const venue = event.venue === undefined ? undefined : venues.get(event.venue);
  const age = ageOf(event, language);
  const audience = event.audience.map((id) => labelOf(edition.audiences, id, language));
  const spoken = event.languages.map((spoken) => say.languages[spoken] ?? spoken);
  const impairments = (['mi', 'hi', 'vi', 'ii', 'pi'] as const).filter((kind) => event.accessibility[kind]);
  const services = event.tags.map((tag) => say.tags[tag]).filter((service) => service !== undefined);
  return (
    <dl class="facts">
      <Fact label={say.when}>
        <Times sessions={choices.map(({ session }) => session)} {...{ event, language }} />
        {event.status !== 'cancelled' && (
          <p>
            <a href={paths.agenda(event.slug)}>{say.calendar}</a>
          </p>
        )}
      </Fact>
      <Fact label={say.where}>
        <Place {...{ event, venue, language }} />
      </Fact>
      {event.conditions !== undefined && (
        <Fact label={say.conditions}>
          <span {...written(event.conditions, language)} />
        </Fact>
      )}
      <Fact label={say.who}>
        {audience.join(', ')}
        {age !== undefined && (
          <>
            <br />
            {age}
          </>
        )}
      </Fact>
      {(spoken.length > 1 || event.languages[0] !== language) && (
        <Fact label={say.language}>{spoken.join(', ')}</Fact>
      )}
      <Fact label={say.accessibility}>
        {impairments.length === 0
          ? say.noAccessibility
          : say.welcomes(impairments.map((kind) => say.impairments[kind]))}
        {services.map((service) => (
          <>
            <br />
            {service}
          </>
        ))}
      </Fact>
      <Fact label={say.entry}>{entry(event, language)}</Fact>
      <Fact label={say.organiser}>
        {organiser?.name}
        <br />
        {organiser !== undefined && (
          <a href={`mailto:${organiser.contact.email}`}>{organiser.contact.email}</a>
        )}
      </Fact>
    </dl>
  );
}

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

/** Each day once with its hours; slots and online twins of the same hours are not repeated. */
function Times({
  sessions,
  event,
  language,
}: {
  sessions: readonly Session[];
  event: EventDetails;
  language: Language;
}) {
  const say = eventWords[language];
  const timings = sessions.flatMap((session) => session.timings);
  const days = Map.groupBy(timings, ({ begin }) => longDay(begin, language));
  return (
    <>
      {event.registration.sessionPolicy === 'all-sessions' && timings.length > 1 && <p>{say.allSessions}</p>}
      {[...days].map(([day, ofDay]) => (
        <p key={day}>
          <strong>{day}</strong>
          {spansOf(ofDay, event.registration.bookBySlot, language).map((span) => (
            <>
              <br />
              {span}
            </>
          ))}
        </p>
      ))}
    </>
  );
}

function spansOf(timings: readonly Timing[], inOneGo: boolean, language: Language): readonly string[] {
  const first = timings[0];
  const last = timings.at(-1);
  if (inOneGo && first !== undefined && last !== undefined) return [hours(first.begin, last.end, language)];
  return [...new Set(timings.map(({ begin, end }) => hours(begin, end, language)))];
}

type PlaceProps = { event: EventDetails; venue: Venue | undefined; language: Language };

function Place({ event: { attendanceMode }, venue, language }: PlaceProps) {
  const say = eventWords[language];
  return (
    <>
      {attendanceMode !== 'online' && venue !== undefined && (
        <p>
          <strong>{venue.name}</strong>
          <br />
          {venue.address}, {venue.postalCode} {venue.commune}
          {venue.access !== undefined && (
            <>
              <br />
              <span {...written(venue.access, language)} />
            </>
          )}
          <br />
          <a href={mapOf(venue)} rel="noopener">
            {say.map}
          </a>
        </p>
      )}
      {attendanceMode !== 'offline' && (
        <p>
          <strong>{words[language].place.online}</strong>
          <br />
          {say.onlineHow}
        </p>
      )}
    </>
  );
}

const mapOf = ({ latitude, longitude }: Venue): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;

function ageOf({ age: { min, max } }: EventDetails, language: Language): string | undefined {
  const say = eventWords[language];
  if (max < ANY_AGE.max) return say.betweenAges(min, max);
  return min > ANY_AGE.min ? say.fromAge(min) : undefined;
}

function entry({ registration }: EventDetails, language: Language): string {
  const say = eventWords[language];
  if (!takesRegistrations(registration)) return say.free;
  return registration.walkIns ? say.walkIns : say.noWalkIns;
}
