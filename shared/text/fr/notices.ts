import { french as f } from '../typography.ts';

export type Party = { readonly coordinator: string; readonly phone: string };
export type NoticeText = {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
};
export type Notices = Readonly<
  Record<'confidentialite' | 'accessibilite' | 'mentions-legales', (party: Party) => NoticeText>
>;

/** The pages about personal data, accessibility and who is responsible. */
export const frenchNotices: Notices = {
  confidentialite: ({ coordinator }) => ({
    title: 'Vos données personnelles',
    sections: [
      {
        heading: f`Qui les traite, et pourquoi`,
        paragraphs: [
          f`Chaque organisateur traite les inscriptions à ses événements, avec ${coordinator} qui tient ce site. Elles servent à garder votre place, à vous envoyer votre billet et à vous accueillir : c’est l’exécution de votre demande (article 6.1.b du RGPD).`,
          f`Il n’y a pas d’autre usage. Vous inscrire ne vous abonne à rien.`,
        ],
      },
      {
        heading: f`Ce que nous demandons`,
        paragraphs: [
          f`Nécessaires : votre nom, votre adresse électronique et le nombre de personnes ; pour un groupe, l’établissement. Sans elles, nous ne pouvons pas garder votre place.`,
          f`Facultatifs : votre prénom, ce qui vous amène, et l’aménagement qui vous aiderait. Ne nous parlez pas de votre santé. Pour un groupe, ne donnez pas le nom des élèves.`,
        ],
      },
      {
        heading: f`Qui les voit`,
        paragraphs: [
          f`L’équipe de l’organisateur et celle de la coordination, personne d’autre. Le site et les courriels passent par Amazon Web Services, notre sous-traitant. Rien n’est vendu, ni prêté.`,
        ],
      },
      {
        heading: f`Combien de temps`,
        paragraphs: [
          f`12 mois après l’édition, puis elles sont supprimées ou rendues anonymes. Les demandes d’aménagement : 30 jours après l’événement.`,
        ],
      },
      {
        heading: f`Ni cookies, ni mesure d’audience`,
        paragraphs: [
          f`Ce site ne dépose aucun cookie, ne charge rien d’un autre site et ne vous suit pas. Nos courriels ne contiennent pas de pisteur.`,
        ],
      },
      {
        heading: f`Vos droits`,
        paragraphs: [
          f`Le lien de votre confirmation montre votre inscription et permet de libérer votre place. Pour consulter, corriger, emporter ou effacer vos données, ou vous opposer à leur traitement, écrivez-nous : nous répondons en un mois au plus. Effacer une inscription à venir libère la place.`,
          f`Vous pouvez aussi saisir la CNIL (cnil.fr).`,
          f`Pour tout cela, une seule adresse :`,
        ],
      },
    ],
  }),
  accessibilite: ({ phone }) => ({
    title: 'Accessibilité',
    sections: [
      {
        heading: f`Où nous en sommes`,
        paragraphs: [
          f`Ce site n’a pas encore été audité selon le référentiel général d’amélioration de l’accessibilité (RGAA) : nous ne pouvons donc pas le déclarer conforme.`,
          f`Il est fait pour l’être. Il fonctionne sans JavaScript, au clavier, avec un lecteur d’écran, jusqu’à 200 % d’agrandissement du texte et sur un écran de 320 pixels, en clair comme en sombre. Chaque page et chaque état passent un contrôle automatique, qui ne voit pas tout.`,
        ],
      },
      {
        heading: f`Une difficulté ?`,
        paragraphs: [
          f`Écrivez-nous, ou appelez le ${phone} : nous vous inscrivons nous-mêmes, et nous corrigeons ce qui vous a gêné.`,
          f`Sans réponse satisfaisante, vous pouvez vous adresser au Défenseur des droits (defenseurdesdroits.fr).`,
        ],
      },
      {
        heading: f`Sur place`,
        paragraphs: [
          f`La page de chaque événement dit quel accueil est prévu. Le formulaire permet de demander un aménagement ; l’organisateur vous répond.`,
        ],
      },
    ],
  }),
  'mentions-legales': ({ coordinator, phone }) => ({
    title: 'Mentions légales',
    sections: [
      {
        heading: f`Éditeur`,
        paragraphs: [f`${coordinator}. Téléphone : ${phone}.`],
      },
      {
        heading: f`Responsabilité des contenus`,
        paragraphs: [
          f`Chaque événement est décrit et tenu par son organisateur, nommé sur sa page avec son adresse. Le nombre de places affiché est indicatif : seule la confirmation vaut inscription.`,
        ],
      },
      {
        heading: f`Hébergement`,
        paragraphs: [
          f`Amazon Web Services EMEA SARL, 38 avenue John F. Kennedy, L-1855 Luxembourg. Les données sont dans la région de Paris (eu-west-3).`,
        ],
      },
      {
        heading: f`Réutilisation`,
        paragraphs: [
          f`Le programme (titres, dates, lieux) peut être repris librement, en citant la source. Les textes restent à leurs auteurs.`,
        ],
      },
    ],
  }),
};
