import type { EventView } from '@/lib/investigations/schema.ts';

/** What an event's type says in a sentence that begins with a person's name. */
const words: Readonly<Record<string, string>> = {
  private: 'worked on something private',
  'investigation.created': 'opened the investigation',
  'investigation.updated': 'changed the investigation',
  'member.added': 'added a person',
  'member.role_changed': "changed a person's role",
  'member.removed': 'removed a person, or left',
  'source.created': 'brought in a source',
  'source.updated': "changed a source's details",
  'source.sealed': 'sealed a source',
  'annotation.created': 'marked a passage',
  'annotation.updated': 'changed a mark',
  'annotation.resolved': 'resolved a thread',
  'annotation.reopened': 'reopened a thread',
  'annotation.deleted': 'took a mark away',
  'annotation.restored': 'brought a mark back',
  'reply.created': 'replied in a thread',
  'reply.updated': 'changed a reply',
  'reply.deleted': 'took a reply away',
  'claim.created': 'made a claim',
  'claim.updated': 'changed a claim',
  'evidence.added': 'added evidence',
  'evidence.removed': 'took evidence away',
  'review.created': 'reviewed a claim',
  'relationship.created': 'drew a relationship',
  'relationship.removed': 'removed a relationship',
  'entity.created': 'named an entity',
  'entity.updated': 'changed an entity',
};

export function eventWords(event: Pick<EventView, 'type' | 'data'>): string {
  const known = words[event.type] ?? event.type.replaceAll('.', ' ').replaceAll('_', ' ');
  const about = ['title', 'statement', 'name'].map((key) => event.data[key]).find((value) => typeof value === 'string');
  return about ? `${known}: “${about}”` : known;
}
