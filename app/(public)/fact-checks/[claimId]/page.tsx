import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { FactCheck } from '@/components/publishing/fact-check.tsx';
import { Gone } from '@/components/publishing/gone.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { labelOf, scriptSafe } from '@/lib/publishing/claimreview.rules.ts';
import { pictureSize } from '@/lib/publishing/picture.rules.ts';
import { publicPage } from '@/lib/publishing/page.ts';
import { isTombstone } from '@/lib/publishing/read.ts';

type Props = { readonly params: Promise<{ claimId: string }> };
const load = cache(publicPage);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await load((await params).claimId);
  if (!page) return {};
  const t = await getTranslations('publishing.gone');
  if (isTombstone(page)) return { title: t('title'), robots: { index: false } };
  const { claim, locale, address, newsroom } = page;
  const verdict = claim.conclusion ?? labelOf(claim.rating, locale);
  const description = `${verdict}. ${claim.rationale}`.slice(0, 300);
  return {
    title: claim.statement,
    description,
    alternates: { canonical: address },
    openGraph: {
      type: 'article',
      title: claim.statement,
      description,
      url: address,
      siteName: newsroom.name,
      images: [{ url: `${address}/picture`, ...pictureSize, alt: `${verdict}: ${claim.statement}` }],
    },
    twitter: { card: 'summary_large_image' },
  };
}

export default async function FactCheckPage({ params }: Props) {
  const page = await load((await params).claimId);
  if (!page) notFound();
  if (isTombstone(page)) return <Gone page={page} />;
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <>
      <script type="application/ld+json" nonce={nonce} dangerouslySetInnerHTML={{ __html: scriptSafe(page.data) }} />
      <FactCheck page={page} />
    </>
  );
}
