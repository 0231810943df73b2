import { edgeOf, endsComplaint, isA, linkSchemas } from './rules.ts';

export interface Possible {
  readonly schema: string;
  /** The relationship runs the other way: from the second to the first. */
  readonly swapped: boolean;
}

/** Which relationships can stand between two kinds of entity, whichever comes first in the text. */
export function possibleLinks(first: string, second: string): readonly Possible[] {
  return linkSchemas.flatMap((schema): Possible[] => {
    if (!endsComplaint(schema, first, second)) return [{ schema, swapped: false }];
    return endsComplaint(schema, second, first) ? [] : [{ schema, swapped: true }];
  });
}

/** What a sentence calls a relationship, in English and Spanish; beginnings of words. */
const said: readonly { readonly schema: string; readonly words: RegExp }[] = [
  { schema: 'Ownership', words: /\b(own(s|ed|er|ing)?|shareholder|dueñ|propietari|accionista|posee)/iu },
  { schema: 'Payment', words: /\b(pa(id|ys|yment)|brib|pag[óoaue]|soborn)/iu },
  {
    schema: 'Family',
    words:
      /\b(wife|husband|brother|sister|son|daughter|father|mother|cousin|nephew|niece|in-law|espos|herman|hij[oa]|padre|madre|prim[oa]|sobrin|cuñad|suegr)/iu,
  },
  {
    schema: 'Directorship',
    words: /\b(direct(or|s|ed)|president|chair|head(s|ed)|leader|led|leads|preside|dirig|líder|lider|gerente)/iu,
  },
  { schema: 'Representation', words: /\b(lawyer|attorney for|represent|abogad|apoderad)/iu },
  { schema: 'Employment', words: /\b(work(s|ed)? for|employ|hired|trabaj|emplead|contrat)/iu },
  { schema: 'Membership', words: /\b(member|belong|joined|miembro|pertenec|integrant)/iu },
  { schema: 'Debt', words: /\b(owe[sd]?|debt|debe|deuda)/iu },
];

/** A first guess from the sentence; where it says nothing known, what is commonest between two such kinds. */
export function guessLink(sentence: string, first: string, second: string): Possible {
  const possible = possibleLinks(first, second);
  const find = (schema: string) => possible.find((one) => one.schema === schema);
  const spoken = said.flatMap(({ schema, words }) => (words.test(sentence) ? (find(schema) ?? []) : []));
  const people = isA(first, 'Person') && isA(second, 'Person');
  const usual = people ? 'Associate' : isA(first, 'Person') !== isA(second, 'Person') ? 'Membership' : 'UnknownLink';
  return spoken[0] ?? find(usual) ?? find('UnknownLink') ?? { schema: 'UnknownLink', swapped: false };
}

/** How a kind reads between two names: "owns". */
export const linkWords = (schema: string): string => edgeOf(schema)?.words ?? 'linked to';
