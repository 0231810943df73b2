import type { NetworkEdge, NetworkNode } from '@/lib/network/schema.ts';

export const node = (id: string, more: Partial<NetworkNode> = {}): NetworkNode => ({
  id,
  schema: 'Person',
  name: id,
  mentions: 0,
  relationships: 0,
  place: null,
  ...more,
});

export const edge = (fromId: string, toId: string, more: Partial<NetworkEdge> = {}): NetworkEdge => ({
  id: `${fromId}${toId}`,
  investigationId: 'case',
  schema: 'Associate',
  words: 'is linked to',
  directed: false,
  fromId,
  toId,
  role: '',
  startDate: null,
  endDate: null,
  support: 'none',
  ratings: [],
  ...more,
});
