import { acceptFromRequest } from '@/lib/api/accept-invitation.ts';

export const POST = acceptFromRequest;
