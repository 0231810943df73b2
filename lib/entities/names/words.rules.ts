/** Words that are no names by themselves. Spanish, English, Arabic, German, French, Italian, Portuguese, Slavic. */
const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter(Boolean));

/** They link the parts of a name and carry next to no weight: "de la Torre", "van der Bilt", "al-Assad". */
export const particles = list(
  'de del la las los le da das do dos di du el al ul ur bin ibn ben bint binti van von vom zu zur der den ter ten y und et san santa abu abou umm',
);
/** "Son of": what follows is the father, so the order counts. */
export const patronymic = list('bin ibn ben bint binti');

export const honorifics = list(
  `mr mrs ms miss mister dr prof professor sir lord lady dame don dona sr sra srta senor senora senorita ing lic abg arq
  monsieur madame mme herr frau signor signora president presidente presidenta prasident senator senador senadora judge
  juez jueza mayor alcalde alcaldesa minister ministro ministra general gen coronel colonel capitan captain shaikh sheikh
  shaykh haji hajji qari mullah maulavi ayatollah imam phd md jr the former ex hon rev fray padre`,
);

/** Kept out of the given names that one nickname stands for: hypocorisms of English and Spanish. */
const shortForms = [
  'bill will billy william guillermo',
  'bob rob bobby robert roberto beto',
  'dick rick richard ricardo',
  'jim jimmy james jaime',
  'joe joey joseph',
  'pepe jose',
  'paco pancho francisco',
  'nacho ignacio',
  'mike michael miguel',
  'tony anthony antonio tono',
  'tom thomas tomas',
  'ted ed eddie edward eduardo lalo',
  'larry lawrence',
  'barry barack',
  'kate katie kathy katherine catherine',
  'liz beth lisa elizabeth isabel',
  'maggie peggy margaret',
  'chuck charlie charles carlos',
  'alex alexander alejandro',
  'sasha aleksandr alexander',
  'dima dmitry dmitri',
  'vova volodya vladimir',
  'lupe guadalupe',
  'concha concepcion',
  'quique enrique kike',
  'chuy jesus',
  'memo guillermo',
  'nando fernando',
  'rafa rafael',
  'lucho luis',
  'charo rosario',
  'lola dolores',
  'manolo manuel manny',
  'perico pedro',
].map((line) => line.split(' '));
export const isShortForm = (a: string, b: string): boolean =>
  a !== b && shortForms.some((group) => group.includes(a) && group.includes(b));

/** Forms of business, each by one sign: from the ISO 20275 list, those that newsrooms meet. */
const forms: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['ltd', 'limited ltd ltda limitada pte pty pvt'],
    ['ag', 'aktiengesellschaft aktiengeselschaft ag'],
    ['gmbh', 'gmbh mbh'],
    ['inc', 'incorporated inc corp corporation'],
    ['co', 'company co cia compania compagnie companies'],
    ['llc', 'llc ooo tov srl sarl spzoo'],
    ['plc', 'plc'],
    ['sa', 'sa sac saa sab cv sad'],
    ['jsc', 'jsc oao ojsc ao pao pjsc zao cjsc oaa'],
    ['bv', 'bv nv'],
    ['lp', 'lp llp lllp'],
    ['spa', 'spa'],
    ['ab', 'ab oy oyj as asa aps'],
    ['na', 'na'],
    ['sas', 'sas'],
    ['kg', 'kg ohg'],
    ['ep', 'ep eirl'],
  ].flatMap(([form = '', words = '']) => words.split(' ').map((word) => [word, form])),
);
export const formOf = (word: string): string | undefined => (Object.hasOwn(forms, word) ? forms[word] : undefined);

/** Forms that are written out, before the words are told apart; with the slips that are common in them. */
export const writtenForms: readonly (readonly [RegExp, string])[] = [
  [/\b(open |public |closed )?jo[iy]nt[ -]stock compan[y]?\b/gu, 'jsc'],
  [/\bpublic limited company\b/gu, 'plc'],
  [/\blimited liability company\b/gu, 'llc'],
  [/\bsociedad anonima( de capital variable)?\b/gu, 'sa'],
  [/\bsociedad de responsabilidad limitada\b/gu, 'srl'],
  [/\bcompania limitada\b/gu, 'ltda'],
  [/\bsocietatea cu raspundere limitata\b/gu, 'srl'],
  [/\bsociete anonyme\b/gu, 'sa'],
  [/\bsp\.? ?z\.? ?o\.? ?o\.?/gu, 'spzoo '],
  [/\bde c\.? ?v\.?$/gu, ''],
  [/\bunited states( of america)?\b/gu, 'us'],
  [/\bunited kingdom\b/gu, 'uk'],
  [/\bintl\b/gu, 'international'],
  [/\bint[ '’]?l\b/gu, 'international'],
  [/\borganisation\b/gu, 'organization'],
  [/\blabour\b/gu, 'labor'],
  [/\b(co)-(operation)/gu, '$1$2'],
  [/\bgovt\b/gu, 'government'],
  [/\bmin\b/gu, 'ministry'],
  [/\buniv\b/gu, 'university'],
  [/\bdept\b/gu, 'department'],
  [/\bassn\b/gu, 'association'],
  [/\bbros\b/gu, 'brothers'],
  [/\bmfg\b/gu, 'manufacturing'],
];

/** They join the words of an organisation's name. */
export const joiners = list('the of and for de del la las los el y e et und a in der die das des du do da di');
/** Words that half of all organisations have: they tell little, there or not there. */
export const commonWords = list(
  'group grupo holding holdings international internacional global worldwide europe company corporation enterprises servicios services',
);

/** An organisation's part by place: its bank in Chile is not its bank in Mexico. */
export const places = list(
  `afghanistan africa albania algeria america andorra angola argentina armenia asia australia austria azerbaijan bahrain bangladesh
  belarus belgium bolivia bosnia brazil brasil bulgaria cambodia cameroon canada chad chile china colombia congo croatia cuba
  cyprus czech denmark ecuador egypt espana estonia ethiopia finland france georgia germany ghana greece guatemala haiti honduras
  hungary iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya korea kuwait latvia
  lebanon libya lithuania luxembourg malaysia malta mexico moldova monaco morocco myanmar nepal netherlands nicaragua nigeria
  norway oman pakistan panama paraguay peru philippines poland portugal qatar romania russia rwanda salvador saudi senegal
  serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan tanzania thailand tunisia turkey
  uganda ukraine uruguay us uk usa uae venezuela vietnam yemen zambia zimbabwe hong kong dubai london york chicago boston`,
);

const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const ordinalesEs =
  'cero primer segundo tercer cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo'.split(' ');
const cardinals =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const cardinalesEs = 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'.split(
  ' ',
);
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  veinte: 20,
  treinta: 30,
  cuarenta: 40,
  cincuenta: 50,
};

/** The number that a word stands for: "44", "4th", "forty", "XIII", "tercera". */
export function numberOf(word: string): number | undefined {
  if (/^\d{1,9}(st|nd|rd|th|er|o|a)?$/u.test(word)) return Number.parseInt(word, 10);
  const masculine = word.replace(/a$/u, 'o').replace(/^(prim|terc)ero$/u, '$1er');
  for (const words of [ordinals, cardinals, ordinalesEs, cardinalesEs]) {
    const at = words.indexOf(words === ordinalesEs ? masculine : word);
    if (at > 0) return at;
  }
  return tens[word] ?? roman(word);
}

/** A Roman numeral of two signs or more, or V and X alone; "I" is more often a word, and "mix", "di" and "lc" are words. */
function roman(word: string): number | undefined {
  if (!/^(v|x|x{0,3}(ix|iv|v?i{0,3}))$/u.test(word) || word === 'i' || word === '') return undefined;
  const value: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };
  let sum = 0;
  for (const [at, sign] of Array.from(word).entries()) {
    const here = value[sign] ?? 0;
    sum += here < (value[word[at + 1] ?? ''] ?? 0) ? -here : here;
  }
  return sum;
}
