import { Webhooks } from '@/components/webhooks/webhooks.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listWebhooks } from '@/lib/webhooks/queries.ts';

export default async function WebhooksPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  return <Webhooks investigationId={investigationId} initial={await askForPage(listWebhooks, { investigationId })} />;
}
