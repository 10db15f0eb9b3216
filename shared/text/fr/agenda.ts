import { french } from '../typography.ts';

/** What is said of somebody's live calendar. */
export const frenchAgenda = {
  name: (edition: string) => french`Mes inscriptions : ${edition}`,
  subscribe: french`S'abonner à mes inscriptions`,
  hint: french`Cette adresse, ajoutée à votre agenda par abonnement, montre toutes vos inscriptions et suit les changements d'horaire et de lieu. Elle est pour vous : ne la publiez pas.`,
  alwaysUpToDate: french`Un agenda toujours à jour, même si une séance change ?`,
};
