import { fold } from '../names/letters.rules.ts';

let known: ReadonlyMap<string, string> | undefined;

/**
 * The two letters of a country by its name in English or Spanish, as people and tables write it ("Ecuador", "Estados
 * Unidos", "EE. UU."); undefined where no country is called so. The names are those of Unicode's CLDR, which Intl knows.
 */
export function countryCodeOf(name: string, codes: readonly string[]): string | undefined {
  known ??= new Map(
    ['en', 'es'].flatMap((locale) =>
      (['long', 'short'] as const).flatMap((style) => {
        const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none', style });
        return codes.flatMap((code) => {
          const said = names.of(code.toUpperCase());
          return said ? [[bare(said), code] as const] : [];
        });
      }),
    ),
  );
  return known.get(bare(name));
}

/** "EE. UU." and "eeuu" are one. */
const bare = (name: string): string => fold(name).replace(/[^\p{L}]/gu, '');
