import { largestParty, mayGrow } from '../domain/correction.ts';
import type { Language } from '../domain/language.ts';
import { isGroup } from '../domain/programme.ts';
import type { MailContext } from '../mail/context.ts';
import { dayAndHours } from '../text/format.ts';
import { LabelledField } from './fields.tsx';
import { errorLine, errorText } from './form.ts';
import { renderPage } from './layout.tsx';
import type { Mine } from './mine.ts';
import { mineWords } from './mine-words.ts';
import { PartyControl } from './party-control.tsx';
import { paths } from './paths.ts';
import type { FieldError, FormValues } from './registration-input.ts';
import { Summary } from './summary.tsx';
import { themeClass } from './theme.ts';
import { words, written } from './words.ts';

/** Why a correction that reads well was not made. */
export type CorrectionRefusal =
  /** So many people more could come. */
  { readonly code: 'sold_out'; readonly seatsLeft: number } | { readonly code: 'closed' | 'not_live' };

/** A correction that comes back: what was typed, and what stands in its way. */
export type ReturnedCorrection = {
  readonly values: FormValues;
  readonly errors: readonly FieldError[];
  readonly refusal?: CorrectionRefusal | undefined;
};

type Props = Mine & { readonly returned?: ReturnedCorrection };

/** The name and the party as they stand, or as they were typed and refused. */
export function correctionPage({ returned, ...mine }: Props): string {
  const { language, token, context } = mine;
  const say = mineWords[language];
  const { edition, event, session } = context;
  const form = returned ?? { values: valuesOf(context), errors: [] };
  return renderPage({
    path: paths.correct(language, token),
    title: returned === undefined ? say.correct : `${words[language].errorPrefix}${say.correct}`,
    edition,
    children: (
      <article class={themeClass(edition, event.theme)}>
        {returned !== undefined && <CorrectionSummary {...mine} returned={returned} />}
        <header class="heading">
          <p class="kicker">{say.title}</p>
          <h1>{say.correct}</h1>
          <p>
            <strong {...written(event.title, language)} />
            {session.timings.map(({ id, begin, end }) => (
              <span key={id}>
                <br />
                {dayAndHours(begin, end, language)}
              </span>
            ))}
          </p>
        </header>
        {form.refusal?.code === 'not_live' ? (
          <p class="actions">
            <a class="button" href={paths.mine(language, token)}>
              {say.back}
            </a>
          </p>
        ) : (
          <>
            <p class="lead">{say.correctText(partyOffered(context), mayGrow(context))}</p>
            <CorrectionForm {...mine} returned={form} />
          </>
        )}
      </article>
    ),
  });
}

type Returned = Mine & { readonly returned: ReturnedCorrection };

function CorrectionForm({ returned, language, token, context }: Returned) {
  const say = mineWords[language];
  const { register } = words[language];
  const { values, errors } = returned;
  const name = (field: 'lastName' | 'firstName', autocomplete: 'family-name' | 'given-name') => (
    <LabelledField
      name={field}
      label={
        field === 'lastName' ? (
          register.lastName
        ) : (
          <>
            {register.firstName} <span class="optional">{register.optional}</span>
          </>
        )
      }
      error={sentenceAt(field, errors, context, language)}
      control={(described) => (
        <input
          type="text"
          {...described}
          autocomplete={autocomplete}
          spellcheck={false}
          required={field === 'lastName'}
          value={values[field] ?? ''}
        />
      )}
    />
  );
  return (
    <form method="post" action={paths.correct(language, token)} noValidate>
      {name('lastName', 'family-name')}
      {name('firstName', 'given-name')}
      <Party {...{ returned, language, token, context }} />
      <p class="hint">{say.otherAddress}</p>
      <p class="actions">
        <button type="submit">{say.save}</button>
        <Offer {...{ returned, language, token, context }} />
        <a href={paths.mine(language, token)}>{say.keep}</a>
      </p>
    </form>
  );
}

function Party({ returned: { values, errors, refusal }, language, context }: Returned) {
  if (!partyOffered(context)) return null;
  const { register } = words[language];
  const group = isGroup(context.event.registration);
  const max = mayGrow(context) ? largestParty(context) : context.registration.partySize;
  const left = refusal?.code === 'sold_out' ? mineWords[language].placesMore(refusal.seatsLeft) : undefined;
  return (
    <LabelledField
      name="partySize"
      label={group ? register.headcount : register.partySize}
      hint={group ? register.headcountHint(max) : register.partyHint(max)}
      error={sentenceAt('partySize', errors, context, language) ?? left}
      control={(described) => <PartyControl {...{ described, max, group }} value={values.partySize ?? ''} />}
    />
  );
}

/** As many as there is room for now; it follows the main button, which Enter presses. */
function Offer({ returned: { refusal }, language, context }: Returned) {
  if (refusal?.code !== 'sold_out' || refusal.seatsLeft === 0) return null;
  const people = context.registration.partySize + refusal.seatsLeft;
  return (
    <button type="submit" class="second" name="take" value={people}>
      {mineWords[language].takePeople(people)}
    </button>
  );
}

function CorrectionSummary({ returned: { errors, refusal }, language, context }: Returned) {
  const say = mineWords[language];
  return (
    <Summary
      title={words[language].errors.title}
      text={refusal && `${refusalText(refusal, language)} ${say.nothingChanged}`}
      links={[
        ...errors.map((error) => ({
          field: error.field,
          text: sentence(error, context, language, errorLine),
        })),
        ...(refusal?.code === 'sold_out' ? [{ field: 'partySize', text: say.otherParty }] : []),
      ]}
    />
  );
}

function refusalText(refusal: CorrectionRefusal, language: Language): string {
  const say = mineWords[language];
  return refusal.code === 'sold_out' ? say.placesMore(refusal.seatsLeft) : say.refusals[refusal.code];
}

const sentenceAt = (
  field: string,
  errors: readonly FieldError[],
  context: MailContext,
  language: Language,
): string | undefined => {
  const error = errors.find((one) => one.field === field);
  return error && sentence(error, context, language);
};

const sentence = (error: FieldError, context: MailContext, language: Language, say = errorText): string =>
  error.code === 'party_too_large'
    ? words[language].errors.partySize.party_too_large(largestParty(context))
    : say(error, context.event, language);

const partyOffered = (context: MailContext): boolean => largestParty(context) > 1;

const valuesOf = ({ registration: { lastName, firstName = '', partySize } }: MailContext): FormValues => ({
  lastName,
  firstName,
  partySize: String(partySize),
});
