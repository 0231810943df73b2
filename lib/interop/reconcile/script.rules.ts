/** Letters of scripts that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N’Ko and their kin. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const letter = /\p{L}/u;

/** The direction of a text by its first letter; nothing is said where it is the usual one. */
export function directionOf(text: string): { dir?: 'rtl' } {
  const [first] = letter.exec(text) ?? [];
  return first && rightToLeft.test(first) ? { dir: 'rtl' } : {};
}
