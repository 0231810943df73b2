import type { Support } from '../../entities/rules.ts';

/** A network as it leaves the screen: what is drawn, where it stands. */
export interface PictureNode {
  readonly id: string;
  readonly name: string;
  readonly schema: string;
  readonly x: number;
  readonly y: number;
}

export interface PictureEdge {
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  readonly schema: string;
  /** What the line says, in the reader's language. */
  readonly words: string;
  readonly directed: boolean;
  readonly role: string;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly support: Support;
}

export interface Picture {
  readonly title: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}
