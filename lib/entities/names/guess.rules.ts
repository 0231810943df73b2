import { fold, tokenise } from './letters.rules.ts';
import { looksLikeOrganisation } from './parts.rules.ts';
import { formOf } from './words.rules.ts';

const publicBody =
  /\b(ministry|ministerio|council|consejo|court|corte|tribunal|juzgado|police|policia|prosecution|attorney generals? office|fiscalia|municipality|municipio|alcaldia|government|gobierno|congress|congreso|assembly|asamblea|senate|senado|army|ejercito|agency|agencia|commission|comision|contraloria)\b/u;
const group =
  /\b(cartel|gang|banda|killers|mafia|clan|brigade|front|frente|party|partido|union|sindicato|federation|association|asociacion|club|foundation|fundacion|university|universidad|group|grupo)\b/u;
const place =
  /\b(street|calle|avenue|avenida|road|carretera|prison|carcel|penitenciaria|port|puerto|airport|aeropuerto|hospital)\b/u;

/** What kind of entity these words most likely name: what is offered first when somebody creates one (ENT-3). */
export function guessSchema(words: string): string {
  const folded = fold(words);
  if (publicBody.test(folded)) return 'PublicBody';
  if (tokenise(words).some((word, at) => at > 0 && formOf(word))) return 'Company';
  if (group.test(folded) || /^(los|las) \p{L}+$/u.test(folded)) return 'Organization';
  if (place.test(folded)) return 'Address';
  return looksLikeOrganisation(words) ? 'Organization' : 'Person';
}
