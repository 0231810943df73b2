import { serve } from '@/lib/api/serve.ts';

export const { GET, DELETE } = serve('/relationships/{relationshipId}');
