export const notificationReasons = [
  'mention',
  'reply',
  'assigned',
  'review_asked',
  'redaction_asked',
  'redaction_confirmed',
  'redaction_refused',
  'work_changed',
  'claim_decided',
  'version_changed',
  'entity_mentioned',
] as const;
export type NotificationReason = (typeof notificationReasons)[number];

export const digestPeriods = ['off', 'hourly', 'daily'] as const;
export type DigestPeriod = (typeof digestPeriods)[number];

const HOUR_MS = 3_600_000;
export const digestEvery: Readonly<Record<DigestPeriod, number>> = {
  off: Number.POSITIVE_INFINITY,
  hourly: HOUR_MS,
  daily: 24 * HOUR_MS,
};

/** What is meant for oneself gets through from a muted case too. */
export const getsThroughMute = (reason: NotificationReason): boolean => reason === 'mention' || reason === 'assigned';

/** One event tells one person one thing: the most personal of its reasons. */
export function strongest(reasons: readonly NotificationReason[]): NotificationReason | undefined {
  return notificationReasons.find((reason) => reasons.includes(reason));
}

interface Line {
  readonly source: { readonly id: string } | null;
  readonly annotationId: string | null;
  readonly claim: { readonly id: string } | null;
  readonly investigation: { readonly id: string };
  readonly reason: NotificationReason;
}

/** What the sentence of a line names, on the screen and in a mail. */
export const reasonValues = (line: {
  readonly actor: { readonly name: string };
  readonly claim: { readonly number: number } | null;
  readonly entity: { readonly name: string } | null;
}): { readonly actor: string; readonly number: number; readonly name: string } => ({
  actor: line.actor.name,
  number: line.claim?.number ?? 0,
  name: line.entity?.name ?? '',
});

/** Where a line of the inbox leads: the card, the claim, the source, else the case; to the requests for redaction where one of them is meant. */
export function addressOf({ source, annotationId, claim, investigation, reason }: Line): string {
  if (reason.startsWith('redaction_')) return `/investigations/${investigation.id}?redactions=open`;
  if (source && annotationId) return `/sources/${source.id}#m=${annotationId}`;
  if (claim) return `/claims/${claim.id}`;
  return source ? `/sources/${source.id}` : `/investigations/${investigation.id}`;
}
