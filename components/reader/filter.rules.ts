/** What the reading room shows of its marks; in the URL as `?show=`, so that it can be shared (ANN-8). */
interface Filterable {
  readonly kind: string;
  readonly status: string;
}

export const filters = [
  { key: 'all', takes: () => true },
  { key: 'claims', takes: (mark: Filterable) => mark.kind === 'claim' },
  { key: 'entities', takes: (mark: Filterable) => mark.kind === 'entity' },
  {
    key: 'notes',
    takes: (mark: Filterable) => mark.kind === 'note' || mark.kind === 'question' || mark.kind === 'correction',
  },
  {
    key: 'tags',
    takes: (mark: Filterable) => mark.kind === 'tag' || mark.kind === 'highlight',
  },
  {
    key: 'open',
    takes: (mark: Filterable) => mark.kind === 'question' && mark.status === 'open',
  },
] as const;
export type Filter = (typeof filters)[number]['key'];

export const parseFilter = (text: string | null | undefined): Filter =>
  filters.find(({ key }) => key === text)?.key ?? 'all';
export const takes = (filter: Filter, mark: Filterable): boolean =>
  filters.find(({ key }) => key === filter)?.takes(mark) ?? true;
