import { beginOf } from '../domain/programme.ts';
import { hasReconfirmed } from '../domain/reminders.ts';
import { wallDate } from '../domain/time.ts';
import type { MailContext } from '../mail/context.ts';
import { englishReminderPages } from '../text/en/reminder-pages.ts';
import { frenchReminderPages } from '../text/fr/reminder-pages.ts';
import { renderPage } from './layout.tsx';
import { hasTicket, type Mine } from './mine.ts';
import { paths } from './paths.ts';
import { questionPage } from './question-page.tsx';

// Not among the words of all pages: people queue for a bundle that needs none of these.
const words = { fr: frenchReminderPages, en: englishReminderPages };

/** Whether a person with a seat may still say that they come. */
export const mayReconfirm = (context: MailContext): boolean =>
  context.registration.status === 'confirmed' && hasTicket(context) && context.now < beginOf(context.session);

/** Asks whether the person comes, or thanks whoever has said so. */
export function comingPage(mine: Mine): string {
  const { language, token, context } = mine;
  const say = words[language];
  const path = paths.coming(language, token);
  return hasReconfirmed(context.registration, wallDate(beginOf(context.session)))
    ? messagePage(mine, { title: say.thanks, text: say.thanksText, path })
    : questionPage(mine, { question: say.comeQuestion, text: say.comeText, button: say.come, path });
}

export function stopRemindersPage(mine: Mine): string {
  const say = words[mine.language];
  const path = paths.noReminders(mine.language, mine.token);
  return questionPage(mine, {
    question: say.stopQuestion,
    text: say.stopText,
    button: say.stopButton,
    path,
  });
}

export function remindersStoppedPage(mine: Mine): string {
  const say = words[mine.language];
  const path = paths.noReminders(mine.language, mine.token);
  return messagePage(mine, { title: say.stopped, text: say.stoppedText, path });
}

type Message = { readonly title: string; readonly text: string; readonly path: string };

const messagePage = ({ language, token, context }: Mine, { title, text, path }: Message): string =>
  renderPage({
    path,
    title,
    edition: context.edition,
    children: (
      <div class="message">
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p>
          <a href={paths.mine(language, token)}>{words[language].mine}</a>
        </p>
      </div>
    ),
  });
