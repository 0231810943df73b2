/** What the reading room shows of its marks; in the URL as `?show=`, so that it can be shared (ANN-8). */
interface Filterable {
  readonly kind: string;
  readonly status: string;
}

export const filters = [
  { key: 'all', label: 'Everything', takes: () => true },
  { key: 'claims', label: 'Claims', takes: (mark: Filterable) => mark.kind === 'claim' },
  { key: 'entities', label: 'Entities', takes: (mark: Filterable) => mark.kind === 'entity' },
  {
    key: 'notes',
    label: 'Notes and questions',
    takes: (mark: Filterable) => mark.kind === 'note' || mark.kind === 'question' || mark.kind === 'correction',
  },
  {
    key: 'tags',
    label: 'Tags and highlights',
    takes: (mark: Filterable) => mark.kind === 'tag' || mark.kind === 'highlight',
  },
  {
    key: 'open',
    label: 'Open questions',
    takes: (mark: Filterable) => mark.kind === 'question' && mark.status === 'open',
  },
] as const;
export type Filter = (typeof filters)[number]['key'];

export const parseFilter = (text: string | null | undefined): Filter =>
  filters.find(({ key }) => key === text)?.key ?? 'all';
export const takes = (filter: Filter, mark: Filterable): boolean =>
  filters.find(({ key }) => key === filter)?.takes(mark) ?? true;
