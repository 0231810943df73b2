import { createFormatter, createTranslator } from 'use-intl/core';
import { labelOf } from '../publishing/claimreview.rules.ts';
import type { Locale } from '../platform/locales.rules.ts';
import type { Messages } from '@/messages/index.ts';
import { messages } from '@/messages/index.ts';
import type { DossierFacts, ThreadEvidence, ThreadWords } from './schema.ts';

/** The words of a dossier in the language that was asked for; its times in UTC, which it says. */
export function dossierWords(locale: Locale) {
  const t = createTranslator<Messages, 'thread.dossier'>({
    locale,
    timeZone: 'UTC',
    messages: messages[locale],
    namespace: 'thread.dossier',
  });
  const format = createFormatter({ locale, timeZone: 'UTC' });
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  return {
    t,
    day,
    moment: (at: string) => `${format.dateTime(new Date(at), { dateStyle: 'long', timeStyle: 'short' })} UTC`,
    rating: ({ verdict }: DossierFacts) =>
      labelOf({ labels: verdict.labels, key: verdict.rating, value: null, best: 5, worst: 1 }, locale),
    authors: ({ verdict }: DossierFacts) => format.list(verdict.authors.map(({ name }) => name)),
    source: (words: Pick<ThreadWords, 'title' | 'outlet'>) =>
      words.outlet ? `${words.title}, ${words.outlet}` : words.title,
    /** "Sealed text, version 1, P3, characters 14 to 40" */
    position: (words: ThreadWords) =>
      [
        t('sealed', { version: words.version }),
        words.label,
        words.start === null || words.end === null ? null : t('position', { start: words.start, end: words.end }),
      ]
        .filter(Boolean)
        .join(', '),
    /** What a piece without words of a source says of itself, in one line each. */
    plain: (item: ThreadEvidence): string[] => [
      ...(item.quote && !item.words ? [`“${item.quote}”`] : []),
      ...(item.statement
        ? [
            `“${item.statement.words}”`,
            `${item.statement.by ?? t('nameKept')}${item.statement.basis ? `, ${t(`basis.${item.statement.basis}`)}` : ''}${
              item.statement.at ? `, ${day(item.statement.at)}` : ''
            }`,
          ]
        : []),
      ...(item.url ? [item.accessedAt ? `${item.url}, ${t('opened', { date: day(item.accessedAt) })}` : item.url] : []),
      ...(item.sealed && !item.words
        ? [`${item.sealed.title}. ${t('sealed', { version: item.sealed.version })}, SHA-256 ${item.sealed.sha256}`]
        : []),
      ...(item.archiveUrl ? [t('archived', { url: item.archiveUrl })] : []),
      ...(item.file ? [t('file', { name: item.file.name, sha256: item.file.sha256 })] : []),
    ],
  };
}
export type DossierWords = ReturnType<typeof dossierWords>;
