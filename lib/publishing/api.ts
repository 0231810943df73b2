import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { updateNewsroom } from './commands.ts';
import { getClaimReview, getNewsroom } from './queries.ts';
import { createStory, publishStory, updateStory, withdrawStory } from './story.commands.ts';
import { getStory, listStories, previewClaim, previewStory } from './story.queries.ts';

export const publishingCommands = [updateNewsroom, createStory, updateStory, publishStory, withdrawStory];
export const publishingQueries = [getNewsroom, getClaimReview, listStories, getStory, previewStory, previewClaim];

const shown = ({ id }: { readonly id: string }) => ({ storyId: id });

export const publishingEndpoints: EndpointTable = {
  '/claims/{claimId}/claimreview': {
    GET: read('ClaimReview data of a published claim (schema.org)', getClaimReview),
  },
  '/claims/{claimId}/preview': {
    GET: read("A claim's public page as it would be if its verdict were published now", previewClaim),
  },
  '/investigations/{investigationId}/stories': {
    GET: read('Story pages of a case', listStories),
    POST: write('Begin a story page', 201, createStory, getStory, shown),
  },
  '/stories/{storyId}': {
    GET: read('A story page, as its editors see it', getStory),
    PATCH: write('Change a story page: its words, its claims and their order', 200, updateStory, getStory, shown),
  },
  '/stories/{storyId}/preview': { GET: read('A story page as readers would see it now', previewStory) },
  '/stories/{storyId}/publish': { POST: write('Publish a story page', 200, publishStory, getStory, shown) },
  '/stories/{storyId}/withdraw': {
    POST: write('Take a story page down, for a reason that readers are told', 200, withdrawStory, getStory, shown),
  },
  '/newsroom': {
    GET: read('What the newsroom says of itself', getNewsroom),
    PATCH: write("Change the newsroom's name, address and method", 200, updateNewsroom, getNewsroom, () => ({})),
  },
};
