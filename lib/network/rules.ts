/** What a drawing can hold so that a person still sees something; beyond it the network asks to be narrowed. */
export const MOST_NODES = 2000;
export const MOST_EDGES = 5000;
/** How many lines long a way between two may be. */
export const MOST_STEPS = 6;

/** Which network: of a case, around an entity, or all that the viewer may see. */
export interface NetworkScope {
  readonly investigationId?: string | undefined;
  readonly entityId?: string | undefined;
}

export const scopeKey = ({ investigationId, entityId }: NetworkScope): string =>
  investigationId ? `case:${investigationId}` : entityId ? `entity:${entityId}` : 'all';
