import { plural } from '../format.ts';
import { french } from '../typography.ts';

const inWords = ['', 'Une', 'Deux', 'Trois', 'Quatre', 'Cinq', 'Six', 'Sept', 'Huit', 'Neuf', 'Dix'];
const sessions = (count: number) => plural(count, 'séance', 'séances', 'fr');

/** What reminders say. */
export const frenchReminderMail = {
  subject: {
    inAWeek: (title: string) => french`Dans une semaine : ${title}`,
    soon: (title: string) => french`Bientôt : ${title}`,
    stillComing: (title: string, day: string) => french`Venez-vous toujours ${day} ? ${title}`,
    soonSeveral: (count: number, day: string) => french`Bientôt : vos ${sessions(count)} à partir du ${day}`,
    stillComingSeveral: (count: number, day: string) =>
      french`Venez-vous toujours ? Vos ${sessions(count)} à partir du ${day}`,
    dayOf: (title: string, when: When, hour: string) => french`${dayOf(when)} : ${title}, ${hour}`,
    dayOfAt: (title: string, when: When, hour: string, place: string) =>
      french`${dayOf(when)} : ${title}, ${hour}, ${place}`,
    link: (title: string, when: When, hour: string) =>
      when === 'today'
        ? french`Votre lien pour ${hour} : ${title}`
        : french`Votre lien pour ${dayOf(when).toLowerCase()}, ${hour} : ${title}`,
  },
  soon: french`Votre séance approche : voici ce qu’il faut savoir pour venir.`,
  soonSeveral: (count: number) =>
    french`Vos ${sessions(count)} de la semaine approchent. Les voici en un seul message.`,
  stillComing: (day: string, hour: string, place: string) =>
    french`Votre séance commence ${day} à ${hour}${place === '' ? '' : french`, à ${place}`}. Venez-vous toujours ?`,
  stillComingSeveral: (count: number) =>
    french`Vos ${sessions(count)} de la semaine approchent. Venez-vous toujours ? Dites-le-nous pour chacune.`,
  waiting: (people: number) =>
    people === 1
      ? french`Une personne attend une place.`
      : french`${inWords[people] ?? people} personnes attendent une place.`,
  come: french`Je viens`,
  release: (party: number) => (party === 1 ? french`Je libère ma place` : french`Je libère mes places`),
  unable: french`Un empêchement ?`,
  keptUntil: (party: number, hour: string) =>
    party === 1
      ? french`Sans réponse de votre part, votre place reste réservée jusqu’à ${hour}.`
      : french`Sans réponse de votre part, vos places restent réservées jusqu’à ${hour}.`,
  kept: (count: number) =>
    count === 1
      ? french`Sans réponse de votre part, votre place reste réservée.`
      : french`Sans réponse de votre part, vos places restent réservées.`,
  dayOf: (when: When, hour: string) => french`${capital(itIs(when))} à ${hour}. Nous vous attendons.`,
  online: (when: When, hour: string) =>
    french`${capital(itIs(when))} à ${hour}, en ligne. Voici le lien pour rejoindre la séance.`,
  join: french`Rejoindre la séance`,
  why: french`Vous recevez ce rappel parce que votre adresse a servi à une inscription.`,
  stop: french`Ne plus recevoir de rappels`,
};

/** Today, tomorrow, or the name of the day. */
export type When = 'today' | 'tomorrow' | { readonly day: string };
export type ReminderWords = typeof frenchReminderMail;

function dayOf(when: When): string {
  if (when === 'today') return 'Tout à l’heure';
  return when === 'tomorrow' ? 'Demain' : capital(when.day);
}

function itIs(when: When): string {
  if (when === 'today') return 'c’est aujourd’hui';
  return when === 'tomorrow' ? 'c’est demain' : `c’est ${when.day}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
