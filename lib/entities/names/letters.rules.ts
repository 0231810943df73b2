/**
 * A search folds what was typed once for each candidate, and an import the same names again and again: the last results
 * are kept.
 */
export function remembered<From extends readonly (string | number)[], T>(
  make: (...from: From) => T,
  most = 2000,
): (...from: From) => T {
  const known = new Map<string, T>();
  return (...from) => {
    const key = from.join(' ');
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(...from);
    if (known.size >= most) known.clear();
    known.set(key, made);
    return made;
  };
}

/**
 * Any spelling as plain Latin letters, so that two spellings can be compared (ENT-3).
 * Cyrillic and Greek follow the tables of ICAO Doc 9303 part 3 (passports), simplified where two letters sound alike;
 * Arabic and Hebrew give their consonants and long vowels only, as they are written. Other scripts stay as they are and
 * are compared letter by letter.
 */
const special: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ə: 'a',
};

const cyrillic = table(
  'а a б b в v г g ґ g д d е e ё e є ie ж zh з z и i і i ї i й i к k л l м m н n о o п p р r с s т t у u ў u ф f х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю iu я ia ђ dj ј j љ lj њ nj ћ c џ dz ѓ g ќ k ѕ dz ү u ө o ң n қ k ғ g һ h ә a ұ u',
);
const greek = table(
  'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
);
const arabic = table(
  'ا a أ a إ i آ a ء - ؤ u ئ i ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ک k گ g ل l م m ن n ه h ة a و u ي i ی i ى a پ p چ ch ژ zh',
);
const hebrew = table(
  'א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף p צ ts ץ ts ק k ר r ש sh ת t',
);
const latin: Readonly<Record<string, string>> = { ...special, ...cyrillic, ...greek, ...arabic, ...hebrew };

function table(pairs: string): Record<string, string> {
  const words = pairs.split(' ');
  const made: Record<string, string> = {};
  for (let i = 0; i + 1 < words.length; i += 2) made[words[i] ?? ''] = (words[i + 1] ?? '').replace('-', '');
  return made;
}

const initialism = /(?<!\p{L})(?:\p{L}\.\s?){2,}\p{L}?(?!\p{L})/gu;

/** Lower case, Latin where a table says how, without accents and without what only punctuates. */
export const fold = remembered((name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u064b-\u0652\u0591-\u05c7]/gu, '')
    .toLowerCase()
    .replace(/[’ʼ`´‘]/gu, "'")
    .replace(/(?<=\p{L})'(?=s\b)/gu, '')
    .replace(/\p{L}/gu, (letter) => latin[letter] ?? letter)
    .replace(/'/gu, '')
    // "S.A.R.L." and "J. K." are one word each.
    .replace(initialism, (word) => word.replace(/[.\s]/gu, '') + (/\s$/u.test(word) ? ' ' : ''))
    .normalize('NFC'),
);

const splitCase = /(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})/gu;

/** "RamiMakhlouf" is two words; "McDonald" and "DeWitt" stay one. */
export const tokenise = remembered(
  (name: string): readonly string[] => fold(name.replace(splitCase, ' ')).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
);

/** Letters of writing systems in which every sign carries a syllable or a word: one other sign, another name. */
const syllabic = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
export const isSyllabic = remembered((word: string): boolean => syllabic.test(word.normalize('NFC')));

/** The same letters with the spaces elsewhere: "Good Will", "Goodwill". */
export const glued = (name: string): string => tokenise(name).join('');
