import { useLocale } from 'use-intl';
import { schemaLabel } from '@/lib/entities/rules.ts';
import spanish from '@/messages/es/followthemoney.json' with { type: 'json' };

/** The model itself speaks English (FollowTheMoney); what it says in Spanish stands beside the other messages. */
const kinds: Readonly<Record<string, string>> = spanish.schemata;
const edges: Readonly<Record<string, string>> = spanish.edges;
const properties: Readonly<Record<string, string>> = spanish.properties;

export function useSchemaLabel(): (schema: string) => string {
  const locale = useLocale();
  return (schema) => (locale === 'es' ? (kinds[schema] ?? schemaLabel(schema)) : schemaLabel(schema));
}

/** What a relationship says between its two ends: "works for". */
export function useEdgeWords(): (words: string) => string {
  const locale = useLocale();
  return (words) => (locale === 'es' ? (edges[words] ?? words) : words);
}

/** What a property is called; `label` is what the model calls it. */
export function usePropertyLabel(): (name: string, label: string) => string {
  const locale = useLocale();
  return (name, label) => (locale === 'es' ? (properties[name] ?? label) : label);
}

/** Every property that has a word of its own in the language of the page. */
export const usePropertyLabels = (): Readonly<Record<string, string>> => (useLocale() === 'es' ? properties : {});
