import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

let judge: ZxcvbnFactory | undefined;

/**
 * Whether a password is among the first that anybody would try: the 47,000 commonest from breaches, their usual disguises,
 * keyboard walks, dates, and the person's own name and address. Asked of a list that comes with the program: nothing leaves
 * the machine. (zxcvbn, Wheeler 2016; guesses below 10^8 fall in a morning.)
 */
export function isGuessable(password: string, own: readonly string[]): boolean {
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  const about = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2);
  return judge.check(password.slice(0, 100), ['redthread', ...about]).score < 2;
}

export const GUESSABLE =
  'This password is among the first that anybody would try. Use four words that have nothing to do with each other.';
