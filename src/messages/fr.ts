import type { Messages } from './messages.js';

const fr: Messages = {
  title: 'Comment s’est passée votre conversation\u202f?',
  ratingLabel: 'Notez votre expérience',
  star: { one: '{count} étoile', many: '{count} d’étoiles', other: '{count} étoiles' },
  ratingWords: ['Très mauvaise', 'Mauvaise', 'Correcte', 'Bonne', 'Excellente'],
  resolvedLabel: 'Votre demande a-t-elle été résolue\u202f?',
  yes: 'Oui',
  no: 'Non',
  commentLabel: 'Dites-nous-en plus (facultatif)',
  charactersLeft: {
    one: '{count} caractère restant',
    many: '{count} de caractères restants',
    other: '{count} caractères restants',
  },
  submit: 'Envoyer mon avis',
  sending: 'Envoi en cours…',
  retryIn: {
    one: 'Réessayez dans {count} seconde',
    many: 'Réessayez dans {count} de secondes',
    other: 'Réessayez dans {count} secondes',
  },
  ratingMissing: 'Veuillez choisir une note.',
  resolvedMissing: 'Veuillez choisir oui ou non.',
  sent: 'Merci pour votre avis.',
  sentDetail: 'Cela nous aide à nous améliorer.',
  shared: 'Vous avez déjà donné votre avis. Vous pourrez en donner un autre après {time}.',
  offline: 'Vous êtes hors ligne. Votre avis est conservé et sera envoyé dès que vous serez de nouveau en ligne.',
  expired: 'Votre avis n’a pas pu être envoyé à temps. Vos réponses sont conservées. Veuillez réessayer.',
  duplicate: 'Vous avez déjà donné votre avis au cours de la dernière heure.',
  noConversation:
    'Nous n’avons trouvé aucune conversation à noter. Commencez d’abord une discussion avec nous, puis revenez ici.',
  invalidUser: 'Nous n’avons pas pu reconnaître votre compte. Votre avis n’a donc pas été envoyé.',
  unauthorized: 'Le service d’avis n’est pas correctement configuré sur ce site. Votre avis n’a donc pas été envoyé.',
  rejected: 'Votre avis n’a pas été accepté.',
  rateLimited: 'Trop de tentatives. Veuillez patienter un instant, puis réessayer.',
  unreachable: 'Nous n’avons pas pu joindre le service d’avis. Vos réponses sont conservées. Veuillez réessayer.',
  serverError: 'Le service d’avis a rencontré un problème. Vos réponses sont conservées. Veuillez réessayer.',
  unavailable: 'Le service d’avis n’est pas disponible pour le moment.',
  retry: 'Réessayer',
  close: 'Fermer',
  open: 'Donner mon avis',
};

export default fr;
