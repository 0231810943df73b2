import { serve } from '@/lib/api/serve.ts';

export const { GET, PATCH, DELETE } = serve('/relationships/{relationshipId}');
