import { renderPage } from './layout.tsx';
import { type Answer, isListed, type Mine } from './mine.ts';
import { mineWords } from './mine-words.ts';
import { paths } from './paths.ts';
import { RegistrationDetails } from './registration-details.tsx';
import { themeClass } from './theme.ts';

type Question = {
  readonly question: string;
  readonly text: string;
  readonly button: string;
  /** Where the page is, and where its button posts to. */
  readonly path: string;
};

/** Asks before anything changes: opening a link never acts. */
export function questionPage(
  { language, token, context }: Mine,
  { question, text, button, path }: Question,
): string {
  const say = mineWords[language];
  const { edition, event } = context;
  return renderPage({
    path,
    title: question,
    edition,
    children: (
      <article class={themeClass(edition, event.theme)}>
        <header class="heading">
          <p class="kicker">{say.title}</p>
          <h1>{question}</h1>
          <p class="lead">{text}</p>
        </header>
        <div class="ticket">
          <RegistrationDetails {...{ language, context }} />
        </div>
        <form method="post" action={path}>
          <p class="actions">
            <button type="submit">{button}</button>
            <a class="button second" href={paths.mine(language, token)}>
              {say.keep}
            </a>
          </p>
        </form>
      </article>
    ),
  });
}

export function releasePage(mine: Mine): string {
  const { registration } = mine.context;
  const say = mineWords[mine.language];
  const party = registration.partySize;
  const path = paths.release(mine.language, mine.token);
  return questionPage(
    mine,
    isListed(registration)
      ? { question: say.leaveQuestion, text: say.leaveConsequence, button: say.leave, path }
      : {
          question: say.releaseQuestion(party),
          text: say.releaseText(party),
          button: party === 1 ? say.release : say.releaseMany(party),
          path,
        },
  );
}

export function answerPage(mine: Mine, answer: Answer): string {
  const { question, text, button } = mineWords[mine.language].answers[answer];
  const party = mine.context.registration.partySize;
  const path = paths.answer(mine.language, mine.token, answer);
  return questionPage(mine, { question, text: text(party), button: button(party), path });
}
