'use client';

import { useEffect } from 'react';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { leftVerdict } from './from-verdict.ts';
import { Guide } from './guide.tsx';

/** The guide above a claim; from a verdict its last step leads on to the words. */
export function ClaimGuide({ claim }: { readonly claim: ClaimView }) {
  const decided = claim.state === 'verified' || claim.state === 'published';
  useEffect(() => {
    if (decided) leftVerdict();
  }, [decided]);
  return <Guide investigationId={claim.investigationId} place="claim" />;
}
