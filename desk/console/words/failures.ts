import { inLanguages } from '../language.ts';

/** The texts of pages that say why there is nothing to see, and what to do. */
export const failureWords = inLanguages(
  {
    noSession: {
      title: 'This page needs a session',
      says: 'The console opens with the address that it printed when it was started. That address works once.',
      todo: 'Start the console again, and open the new address: npx declarant console',
      fromElsewhere: 'You followed a link from another page. If your session is open, go on here:',
      goOn: 'Open the page',
    },
    usedToken: {
      title: 'This address was used before',
      says: 'The address of a console opens one session, once. If it was not you who opened it, end the console now.',
      todo: 'End the console with Ctrl-C, start it again, and open the new address: npx declarant console',
    },
    foreign: {
      title: 'Not from here',
      says: 'The request came from another page, or under another name than that of the console. Nothing was done.',
      todo: 'Open the console under the address that it printed.',
    },
    antiForgery: {
      title: 'This form is out of date',
      says: 'It belongs to another session. Nothing was done.',
      todo: 'Go back, load the page again, and repeat what you did.',
    },
    noPage: { title: 'There is no such page', says: 'The address leads nowhere.', todo: 'Choose a page above.' },
    method: {
      title: 'An action needs its form',
      says: 'Nothing is done by opening an address.',
      todo: 'Go back to the page with the form.',
    },
    tooLarge: {
      title: 'That is too much at once',
      says: 'A form takes at most 2 MB. Nothing was done.',
      todo: 'Send less at a time.',
    },
    form: {
      title: 'This is no form of the console',
      says: 'What was sent cannot be read. Nothing was done.',
      todo: 'Go back to the page with the form.',
    },
    readOnly: {
      title: 'Read only',
      says: 'This console changes nothing: it was started with --read-only, or its credentials may only read. Nothing was done.',
      todo: 'Start a console whose credentials may act, without --read-only.',
    },
    refused: {
      title: 'AWS does not let you do this',
      says: 'Your role may not do this. The action is not offered any more in this session. Nothing was done.',
      todo: 'Ask somebody whose role may, or have your role allowed to (docs/security.md).',
    },
    CREDENTIALS: {
      title: 'AWS does not take your credentials',
      says: 'They have expired, or there are none. Nothing is lost: this page works again once you have signed in.',
      todo: 'Sign in on the machine on which the console runs, then load this page again:',
    },
    ACCESS_DENIED: {
      title: 'Your role may not read this',
      says: 'AWS refuses it to the credentials of this console.',
      todo: 'Have your role allowed to read it (docs/security.md), or use another profile: --profile NAME.',
    },
    NO_GATEWAY: {
      title: 'The gateway is not there',
      says: 'It is not deployed in this account and region, or the local gateway was ended.',
      todo: 'Check the account and the configuration, or start the local gateway again: npm start',
    },
    UNREACHABLE: {
      title: 'The gateway cannot be reached',
      says: 'AWS, or the gateway on this machine, does not answer.',
      todo: 'Check the network, and that a local gateway still runs; then load the page again.',
    },
    AWS: {
      title: 'AWS answered with an error',
      says: 'The page cannot be shown now.',
      todo: 'Load it again in a minute. If it stays so, look at the page of the doctor.',
    },
    other: { title: 'This cannot be shown', says: '', todo: 'Go back, and correct the address or the filter.' },
    defect: {
      title: 'The console failed',
      says: 'This is a defect of ours, and no fault of yours.',
      todo: 'Load the page again. The terminal of the console has the place of the defect, and nothing of a message.',
    },
    again: 'Load the page again',
  },
  {
    noSession: {
      title: 'Cette page demande une session',
      says: "La console s'ouvre avec l'adresse affichée à son démarrage. Cette adresse ne sert qu'une fois.",
      todo: 'Relancez la console et ouvrez la nouvelle adresse : npx declarant console',
      fromElsewhere: "Vous avez suivi un lien d'une autre page. Si votre session est ouverte, continuez ici :",
      goOn: 'Ouvrir la page',
    },
    usedToken: {
      title: 'Cette adresse a déjà servi',
      says: "L'adresse d'une console ouvre une session, une seule fois. Si ce n'est pas vous qui l'avez ouverte, arrêtez la console maintenant.",
      todo: 'Arrêtez la console avec Ctrl-C, relancez-la et ouvrez la nouvelle adresse : npx declarant console',
    },
    foreign: {
      title: "Pas d'ici",
      says: "La demande vient d'une autre page, ou sous un autre nom que celui de la console. Rien n'a été fait.",
      todo: "Ouvrez la console à l'adresse qu'elle a affichée.",
    },
    antiForgery: {
      title: "Ce formulaire n'est plus valable",
      says: "Il appartient à une autre session. Rien n'a été fait.",
      todo: 'Revenez en arrière, rechargez la page et recommencez.',
    },
    noPage: {
      title: "Cette page n'existe pas",
      says: "L'adresse ne mène nulle part.",
      todo: 'Choisissez une page ci-dessus.',
    },
    method: {
      title: 'Une action demande son formulaire',
      says: "Ouvrir une adresse n'exécute rien.",
      todo: 'Revenez à la page du formulaire.',
    },
    tooLarge: {
      title: 'Trop à la fois',
      says: "Un formulaire prend 2 Mo au plus. Rien n'a été fait.",
      todo: 'Envoyez moins à la fois.',
    },
    form: {
      title: "Ce n'est pas un formulaire de la console",
      says: "L'envoi est illisible. Rien n'a été fait.",
      todo: 'Revenez à la page du formulaire.',
    },
    readOnly: {
      title: 'Lecture seule',
      says: "Cette console ne change rien : elle a été lancée avec --read-only, ou ses identifiants ne permettent que la lecture. Rien n'a été fait.",
      todo: "Lancez une console dont les identifiants permettent d'agir, sans --read-only.",
    },
    refused: {
      title: 'AWS ne vous y autorise pas',
      says: "Votre rôle ne le permet pas. L'action n'est plus proposée dans cette session. Rien n'a été fait.",
      todo: "Demandez à quelqu'un dont le rôle le permet, ou faites compléter le vôtre (docs/security.md).",
    },
    CREDENTIALS: {
      title: "AWS n'accepte pas vos identifiants",
      says: 'Ils ont expiré, ou il n’y en a pas. Rien n’est perdu : cette page fonctionne à nouveau une fois la connexion faite.',
      todo: 'Connectez-vous sur la machine où tourne la console, puis rechargez cette page :',
    },
    ACCESS_DENIED: {
      title: 'Votre rôle ne permet pas cette lecture',
      says: 'AWS la refuse aux identifiants de cette console.',
      todo: 'Faites autoriser cette lecture (docs/security.md), ou changez de profil : --profile NOM.',
    },
    NO_GATEWAY: {
      title: "La passerelle n'est pas là",
      says: "Elle n'est pas déployée dans ce compte et cette région, ou la passerelle locale a été arrêtée.",
      todo: 'Vérifiez le compte et la configuration, ou relancez la passerelle locale : npm start',
    },
    UNREACHABLE: {
      title: 'La passerelle est injoignable',
      says: 'AWS, ou la passerelle de cette machine, ne répond pas.',
      todo: 'Vérifiez le réseau, et que la passerelle locale tourne encore ; puis rechargez la page.',
    },
    AWS: {
      title: 'AWS a répondu par une erreur',
      says: 'La page ne peut pas être affichée pour le moment.',
      todo: 'Rechargez-la dans une minute. Si cela dure, voyez la page du diagnostic.',
    },
    other: { title: 'Affichage impossible', says: '', todo: "Revenez en arrière et corrigez l'adresse ou le filtre." },
    defect: {
      title: 'La console a échoué',
      says: "C'est un défaut de notre fait, pas une erreur de votre part.",
      todo: "Rechargez la page. Le terminal de la console indique l'endroit du défaut, et rien d'un message.",
    },
    again: 'Recharger la page',
  },
);
