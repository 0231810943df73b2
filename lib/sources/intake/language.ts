import { detect, detectAll } from 'tinyld';
import type { ParsedBlock } from '../blocks.rules.ts';

const LEAST_LETTERS = 40;
/** How often better than the language of the whole text another must look in a block before it is believed. */
const TIMES = 2.5;
const LEAST_ACCURACY = 0.08;

/** The language of the whole, and of each block that is plainly in another (a Spanish comment under an English text). */
export function withLanguages(
  blocks: readonly ParsedBlock[],
  stated: string | null,
): { readonly blocks: readonly ParsedBlock[]; readonly language: string | null } {
  const prose = blocks.filter((block) => block.role === 'body' || block.role === 'lede' || block.role === 'quote');
  const sample = (prose.length > 0 ? prose : blocks)
    .map((block) => block.text)
    .join('\n')
    .slice(0, 20_000);
  const detected = detect(sample) || null;
  const language = letters(sample) >= LEAST_LETTERS * 2 ? (detected ?? stated) : (stated ?? detected);
  return { language, blocks: blocks.map((block) => ({ ...block, ...own(block.text, language) })) };
}

function own(text: string, language: string | null): { language?: string } {
  if (language === null) return {};
  if (letters(text) < LEAST_LETTERS) return { language };
  const [best, ...others] = detectAll(text.slice(0, 2000));
  if (!best || best.lang === language) return { language };
  const usual = others.find((one) => one.lang === language)?.accuracy ?? 0;
  const plainly = best.accuracy >= LEAST_ACCURACY && best.accuracy >= usual * TIMES;
  return { language: plainly ? best.lang : language };
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;
