import { serve } from '@/lib/api/serve.ts';

export const { GET } = serve('/entities/exchanged');
