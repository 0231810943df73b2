import { canonicalJson, sha256 } from '../platform/canonical.ts';
import type { DossierFacts } from './schema.ts';

/**
 * A dossier's facts as the one text that its fingerprint is over: canonical JSON in which no value can end a script
 * element, so that the same bytes stand in the file.
 */
export const factsText = (facts: DossierFacts): string =>
  canonicalJson(facts).replace(
    /[<>&\u2028\u2029]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

export const fingerprintOf = (facts: DossierFacts): string => sha256(factsText(facts));
