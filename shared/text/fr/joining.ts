import { french as f } from '../typography.ts';

/** What a page says in French where a list can be joined. */
export const frenchJoining = {
  title: f`Complet : liste d’attente`,
  text: f`Toutes les places sont prises. Inscrivez-vous sur la liste d’attente : dès qu’une place se libère pour vous, nous vous écrivons.`,
  button: f`S’inscrire sur la liste d’attente`,
  fewer: f`J’accepte moins de places`,
  fewest: f`À partir de combien de places venez-vous ?`,
  fewestHint: f`S’il n’y en a pas pour tout le monde, vous pourriez en avoir moins, plus tôt.`,
  all: f`Toutes, sinon aucune`,
};

export type JoiningWords = typeof frenchJoining;
