import { adviceFor, explain } from '../../../schemas/causes.ts';
import type { LaneSettings } from '../../../schemas/lane-settings.ts';
import type { CauseText, Trouble } from '../../../schemas/trouble.ts';
import type { Language } from '../language.ts';

const passing = (means: string, remedy: string): CauseText => ({ means, remedy, heals: true });
const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });

/** The French of causes that have a name, and of statuses by their number or their hundred. */
const french: Readonly<Record<string, CauseText>> = {
  dns: lasting("le nom de l'hôte est inconnu (DNS)", "corrigez l'URL dans la configuration, ou le DNS du réseau"),
  refused: passing(
    'la connexion est refusée : personne n’écoute',
    "vérifiez l'hôte et le port, demandez si le service fonctionne",
  ),
  unreachable: passing('aucune route ne mène au service', 'vérifiez les routes et le pare-feu'),
  'connect-timeout': passing("la connexion ne s'établit pas à temps", 'vérifiez le pare-feu et les adresses admises'),
  timeout: passing('le service ne répond pas à temps', 'demandez si le service fonctionne ; voyez timeoutSeconds'),
  reset: passing('le service coupe la connexion avant de répondre', 'demandez si le service fonctionne'),
  tls: lasting(
    'aucune connexion sûre (TLS)',
    "voyez le certificat de l'hôte : expiré, autre nom ou signataire inconnu",
  ),
  'not-http': lasting("la réponse n'est pas du HTTP", "vérifiez le schéma, l'hôte et le port dans la configuration"),
  connection: passing('la connexion échoue', 'cherchez le code de Node.js'),
  'token-endpoint': lasting("aucun jeton d'accès n'est obtenu", "vérifiez l'URL des jetons et les identifiants"),
  credentials: lasting(
    'les identifiants sont refusés',
    'mettez les bons dans le secret ; le compte est peut-être bloqué',
  ),
  secret: lasting('le secret des identifiants est inutilisable', 'voyez son nom, son JSON et qui peut le lire'),
  aws: passing("AWS a échoué pendant l'obtention du jeton", "cherchez l'erreur et qui peut utiliser la table"),
  'http-401': lasting("l'appel n'est pas admis", 'essayez un nouveau jeton : npx declarant doctor --new-token'),
  'http-403': lasting("l'appel n'est pas admis", 'essayez un nouveau jeton : npx declarant doctor --new-token'),
  'http-404': lasting("le service ne connaît pas l'URL", "corrigez l'URL, ou demandez si le service a déménagé"),
  'http-429': passing("le service demande moins d'appels", 'baissez la part de la voie'),
  'http-503': passing("le service n'est pas disponible pour le moment", 'voyez si une maintenance est annoncée'),
  'http-3': lasting("le service renvoie vers une autre URL, qui n'est pas suivie", "corrigez l'URL"),
  'http-4': lasting("le service ne prend pas l'appel", "vérifiez l'URL et demandez ce que veut dire ce statut"),
  'http-5': passing('le service échoue', 'demandez si le service fonctionne'),
};

/** The meaning of a trouble, and what to do, in a language. */
export function troubleWords(
  trouble: Trouble,
  urls: LaneSettings['urls'],
  language: Language,
): { means: string; remedy: string } {
  const { cause } = trouble;
  const found = french[cause] ?? french[cause.slice(0, 'http-5'.length)];
  if (language === 'en' || !found) return { means: explain(trouble, urls).means, remedy: adviceFor(trouble, urls) };
  if (!found.heals) return found;
  const remedy = `rien dans l'immédiat : la voie réessaie et repart seule. Si cela dure, ${found.remedy}`;
  return { means: found.means, remedy };
}
