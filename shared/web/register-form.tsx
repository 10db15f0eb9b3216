import { maxParty } from '../domain/booking.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import { type EventDetails, isGroup } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { AddressQuestion, KeptAddress } from './address-question.tsx';
import type { Choice } from './availability.ts';
import { LabelledField } from './fields.tsx';
import { errorAt, type ReturnedForm } from './form.ts';
import { FewerSeats, joinsByButton, ListedSessions } from './join-list.tsx';
import { PartyControl } from './party-control.tsx';
import { paths } from './paths.ts';
import { SessionPicker } from './session-picker.tsx';
import { joinWords, labelOf, words } from './words.ts';

export type RegisterFormProps = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  readonly choices: readonly Choice[];
  readonly formToken: string;
  readonly form: ReturnedForm;
  /** Whether sending it (again) may still succeed. */
  readonly open: boolean;
};

export const formId = 'inscription';

export function RegisterForm(props: RegisterFormProps) {
  const { language, programme, event, formToken, form, open } = props;
  const say = words[language].register;
  const { registration } = event;
  const text = (name: string, label: string, more: TextProps = {}) => (
    <TextField key={name} name={name} label={label} form={props} {...more} />
  );
  return (
    <>
      <AddressQuestion {...props} />
      <form id={formId} method="post" action={paths.register(language, event.slug)} noValidate>
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="token" value={formToken} />
        <ListedSessions {...props} />
        {open && <p class="hint">{say.required}</p>}
        <SessionPicker {...props} />
        <PartySize {...props} />
        <FewerSeats {...props} />
        {isGroup(registration) &&
          text('establishment', say.establishment, { hint: say.groupContact, autocomplete: 'organization' })}
        {text('lastName', say.lastName, { autocomplete: 'family-name' })}
        {text('firstName', say.firstName, { autocomplete: 'given-name', optional: true })}
        <KeptAddress {...props} />
        {text('email', say.email, { type: 'email', hint: say.emailHint, autocomplete: 'email' })}
        {registration.questions.map(({ id, label, required }) =>
          text(`question-${id}`, inLanguage(label, language).text, { optional: !required }),
        )}
        {!isGroup(registration) && (
          <LabelledField
            name="audience"
            label={<Optional label={say.audience} language={language} />}
            error={errorAt('audience', form, event, language)}
            control={(described) => (
              <select {...described}>
                <option value="">{say.audienceNone}</option>
                {programme.edition.audiences.map(({ id }) => (
                  <option key={id} value={id} selected={form.values.audience === id}>
                    {labelOf(programme.edition.audiences, id, language)}
                  </option>
                ))}
              </select>
            )}
          />
        )}
        <Accommodation {...props} />
        <div class="trap" aria-hidden="true">
          <label for="website">{say.trap}</label>
          <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
        </div>
        {open && (
          <p class="actions">
            <button type="submit">{joinsByButton(props) ? joinWords[language].button : say.button}</button>
            <Offers {...props} />
          </p>
        )}
        {open && <PrivacyNotice {...props} />}
      </form>
    </>
  );
}

type TextProps = {
  readonly type?: 'text' | 'email';
  readonly hint?: string;
  readonly autocomplete?: 'family-name' | 'given-name' | 'email' | 'organization' | 'off';
  readonly optional?: boolean;
};

function TextField({
  name,
  label,
  form: { form, event, language },
  type = 'text',
  hint,
  autocomplete = 'off',
  optional = false,
}: TextProps & { name: string; label: string; form: RegisterFormProps }) {
  return (
    <LabelledField
      name={name}
      label={optional ? <Optional label={label} language={language} /> : label}
      hint={hint}
      error={errorAt(name, form, event, language)}
      control={(described) => {
        const value = form.values[name] ?? '';
        const attributes = { ...described, autocomplete, spellcheck: false, required: !optional, value };
        return type === 'email' ? (
          <input type="email" {...attributes} />
        ) : (
          <input type="text" {...attributes} />
        );
      }}
    />
  );
}

function PartySize({ language, event, form }: RegisterFormProps) {
  const say = words[language].register;
  const max = maxParty(event);
  if (max === 1) return <input type="hidden" name="partySize" value="1" />;
  const { teamSize } = event.registration;
  const group = isGroup(event.registration);
  const typed = form.values.partySize ?? (group ? '' : '1');
  const hints = group
    ? say.headcountHint(max)
    : teamSize === undefined
      ? say.partyHint(max)
      : say.team(teamSize);
  return (
    <LabelledField
      name="partySize"
      label={group ? say.headcount : say.partySize}
      hint={hints}
      error={errorAt('partySize', form, event, language)}
      control={(described) => <PartyControl {...{ described, max, group }} value={typed} />}
    />
  );
}

function Accommodation({ language, event, form }: RegisterFormProps) {
  const say = words[language].register;
  const error = errorAt('accommodation', form, event, language);
  const typed = form.values.accommodation ?? '';
  return (
    <details open={error !== undefined || typed !== ''}>
      <summary>{say.accommodation}</summary>
      <LabelledField
        name="accommodation"
        label={<Optional label={say.accommodationHint} language={language} />}
        error={error}
        control={(described) => (
          <textarea {...described} rows={3} autocomplete="off">
            {typed}
          </textarea>
        )}
      />
    </details>
  );
}

/** What can still be had when the whole party does not fit. They follow the main button, which Enter presses. */
function Offers(props: RegisterFormProps) {
  const { language, form } = props;
  const { refusal, values } = form;
  if (refusal?.code !== 'sold_out') return null;
  const say = words[language].refusals;
  const { seatsLeft, mayJoin = false } = refusal;
  const party = Number(values.partySize ?? 1);
  return (
    <>
      {seatsLeft > 0 && (
        <button type="submit" class="second" name="take" value={seatsLeft}>
          {say.takeLeft(seatsLeft)}
        </button>
      )}
      {mayJoin && !joinsByButton(props) && (
        <button type="submit" class="second" name="join" value="true">
          {say.join(party)}
        </button>
      )}
    </>
  );
}

const Optional = ({ label, language }: { label: string; language: Language }) => (
  <>
    {label} <span class="optional">{words[language].register.optional}</span>
  </>
);

function PrivacyNotice({ language, programme: { edition, organisations }, event }: RegisterFormProps) {
  const say = words[language].register;
  const name = (slug: string) => organisations.get(slug)?.name ?? slug;
  const processors =
    event.organiser === edition.coordinator
      ? name(event.organiser)
      : say.together(name(event.organiser), name(edition.coordinator));
  return (
    <p class="notice">
      {say.notice(inLanguage(event.title, language).text, processors, edition.contact.email)}{' '}
      <a href={paths.notice(language, 'confidentialite')}>{say.noticeMore}</a>
    </p>
  );
}
