/** What a list says of whoever is on it. */
export const listings = ['sanctioned', 'interest', 'listed'] as const;
export type Listing = (typeof listings)[number];

/** The two kinds of list that can be taken in as one, as FollowTheMoney's topics. */
export const listTopics = ['poi', 'sanction'] as const;
export type ListTopic = (typeof listTopics)[number];

/**
 * FollowTheMoney keeps on whose lists somebody stands as topics. Others of them only say what something is (a bank, a
 * hospital) and make no list.
 */
export function listingOf(topic: string): Listing | null {
  if (/^sanction(?:\.|$)/u.test(topic)) return 'sanctioned';
  if (topic === 'poi') return 'interest';
  return /^(?:wanted|debarment|crime|role\.pep|role\.rca|export\.control|reg\.(?:action|warn))(?:\.|$)/u.test(topic)
    ? 'listed'
    : null;
}
