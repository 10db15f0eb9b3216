import { french } from '../typography.ts';

/** What the pages say that reminders lead to. */
export const frenchReminderPages = {
  come: french`Je viens`,
  comeQuestion: french`Venez-vous toujours ?`,
  comeText: french`Dites-le d’un geste : l’organisateur saura sur combien de personnes compter.`,
  thanks: french`C’est noté, merci !`,
  thanksText: french`Nous comptons sur vous. Si quelque chose vous empêche de venir, libérez votre place : quelqu’un d’autre en profitera.`,
  mine: french`Voir mon inscription`,
  stopQuestion: french`Ne plus recevoir de rappels ?`,
  stopText: french`Vos inscriptions restent valables. Vous recevrez toujours vos billets, et nous vous préviendrons si une séance change.`,
  stopButton: french`Arrêter les rappels`,
  stopped: french`Vous ne recevrez plus de rappels`,
  stoppedText: french`Vos inscriptions restent valables : notez bien la date et l’heure.`,
};
