import { jobEndpoints } from '../jobs/api.ts';
import { accountEndpoints } from '../accounts/api.ts';
import { annotationEndpoints } from '../annotations/api.ts';
import { claimEndpoints } from '../claims/api.ts';
import { entityEndpoints } from '../entities/api.ts';
import { networkEndpoints } from '../network/api.ts';
import { guideEndpoints } from '../guide/api.ts';
import { investigationEndpoints } from '../investigations/api.ts';
import { notificationEndpoints } from '../notifications/api.ts';
import { searchEndpoints } from '../search/api.ts';
import { suggestionEndpoints } from '../suggestions/api.ts';
import { viewEndpoints } from '../views/api.ts';
import { publishingEndpoints } from '../publishing/api.ts';
import { threadEndpoints } from '../thread/api.ts';
import { noteEndpoints } from '../notes/api.ts';
import { sourceEndpoints } from '../sources/api.ts';
import { moderationEndpoints } from '../moderation/api.ts';
import { retentionEndpoints } from '../retention/api.ts';
import { visibilityEndpoints } from '../visibility/api.ts';
import { webhookEndpoints } from '../webhooks/api.ts';
import { versionEndpoints } from '../versions/api.ts';
import type { EndpointTable } from './endpoint.ts';

/** The whole of /api/v1: served by app/api/v1, described by openapi.ts. */
export const endpoints: EndpointTable = {
  ...jobEndpoints,
  ...accountEndpoints,
  ...moderationEndpoints,
  ...retentionEndpoints,
  ...visibilityEndpoints,
  ...investigationEndpoints,
  ...publishingEndpoints,
  ...threadEndpoints,
  ...sourceEndpoints,
  ...noteEndpoints,
  ...versionEndpoints,
  ...annotationEndpoints,
  ...claimEndpoints,
  ...entityEndpoints,
  ...networkEndpoints,
  ...notificationEndpoints,
  ...searchEndpoints,
  ...suggestionEndpoints,
  ...viewEndpoints,
  ...webhookEndpoints,
  ...guideEndpoints,
};
