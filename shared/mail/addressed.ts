import { editionName, fullName, linksOf, type MailContext, oneLine } from './context.ts';
import { timesOf, titleOf } from './facts.ts';
import { words } from './words.ts';

/** What stands in every mail about a registration: to whom, about what, from whom. */
export function addressed(context: MailContext) {
  const { registration, organisation, edition } = context;
  const { language } = registration;
  const say = words[language];
  const sender = editionName(edition, language);
  return {
    language,
    sender,
    greeting: say.greeting(oneLine(registration.firstName ?? '') || fullName(registration)),
    title: titleOf(context),
    times: timesOf(context),
    question: { words: say.question, address: organisation.contact.email },
    signature: [say.goodbye, oneLine(organisation.name), sender],
    privacy: { words: say.privacy, href: linksOf(context).privacy },
    labelled: say.labelled,
  };
}
