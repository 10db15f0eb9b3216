import type { Standing } from '../domain/booking.ts';
import type { Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { eventWords } from './words.ts';

type Props = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  readonly standing: Standing | 'waiting' | 'full';
};

/** Why there is no form, and what can be done instead. */
export function EventState({ language, programme, event, standing }: Props) {
  const say = eventWords[language];
  const closed = standing === 'open' || standing === 'waiting' ? 'closed' : standing;
  return (
    <>
      <h2 id="s-inscrire">{say.state[closed]}</h2>
      <Explanation {...{ language, programme, event }} standing={closed} />
    </>
  );
}

type Explained = Props & { readonly standing: Exclude<Standing, 'open'> | 'full' };

function Explanation({ language, programme: { organisations }, event, standing }: Explained) {
  const say = eventWords[language].state;
  const { registration } = event;
  const email = organisations.get(event.organiser)?.contact.email;
  switch (standing) {
    case 'full':
      return (
        <p>
          {say.fullText} {registration.walkIns && say.closedWalkIns}
        </p>
      );
    case 'not-open-yet':
      return <p>{say.notOpenYetText(registration.opensAt)}</p>;
    case 'closed':
      return (
        <p>
          {say.closedText} {registration.walkIns && event.status !== 'postponed' && say.closedWalkIns}
        </p>
      );
    case 'past':
      return <p>{say.pastText}</p>;
    case 'cancelled':
      return <p>{say.cancelledText}</p>;
    case 'by-application':
      return (
        <p>
          {say.applicationText} {email !== undefined && <a href={`mailto:${email}`}>{email}</a>}
        </p>
      );
    case 'external':
      return (
        <>
          <p>{say.externalText}</p>
          {registration.url !== undefined && (
            <p>
              <a class="button" href={registration.url} rel="noopener">
                {say.externalLink}
              </a>
            </p>
          )}
        </>
      );
    case 'no-registration':
      return <p>{say.noRegistrationText}</p>;
  }
}
