import { notFound } from 'next/navigation';
import { ImageResponse } from 'next/og';
import { Picture } from '@/components/publishing/picture.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { drawable, facesOf } from '@/lib/publishing/faces.ts';
import { labelOf } from '@/lib/publishing/claimreview.rules.ts';
import { publicPage } from '@/lib/publishing/page.ts';
import { fitted, pictureSize } from '@/lib/publishing/picture.rules.ts';
import { isTombstone } from '@/lib/publishing/read.ts';

/**
 * What stands beside a link to a fact check. Drawn with letters of our own; those that no face has are left out, as the
 * library would otherwise ask a foreign server for them.
 */
export async function GET(_request: Request, { params }: { params: Promise<{ claimId: string }> }): Promise<Response> {
  const page = await publicPage((await params).claimId);
  if (!page || isTombstone(page)) notFound();
  const { claim, newsroom, locale } = page;
  const t = await getTranslations('publishing.page');
  const [plain, bold] = [facesOf(400), facesOf(700)];
  const letters = (text: string) => drawable(text, bold) ?? '';
  const picture = (
    <Picture
      statement={letters(fitted(claim.statement, 190))}
      verdict={letters(fitted(claim.conclusion ?? labelOf(claim.rating, locale), 80))}
      tone={claim.rating.tone}
      newsroom={letters(newsroom.logoText || newsroom.name) || 'Redthread'}
      review={claim.underReview ? t('underReviewShort') : ''}
    />
  );
  return new ImageResponse(picture, {
    ...pictureSize,
    // Both weights of a script are one family: else the bold one would never be chosen.
    fonts: [
      ...plain.map(({ script, bytes }) => ({ name: script, data: bytes, weight: 400 as const })),
      ...bold.map(({ script, bytes }) => ({ name: script, data: bytes, weight: 700 as const })),
    ],
    headers: { 'cache-control': 'public, max-age=300' },
  });
}
