'use client';

import { useEffect, useEffectEvent } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { GuideStep, NotedStep } from '@/lib/guide/rules.ts';
import { DEMO_CASE, nextStep, stepNames } from '@/lib/guide/rules.ts';
import { guideView } from '@/lib/guide/schema.ts';
import styles from './guide.module.css';

interface Props {
  readonly investigationId: string;
  readonly place: 'case' | 'room' | 'claim';
  /** Steps that this screen sees being taken. */
  readonly sees?: readonly NotedStep[];
}

/** The first five minutes (UX-4): one line inside the demo case that says the next real act, and notices when it is done. */
export function Guide(props: Props) {
  return props.investigationId === DEMO_CASE ? <Line {...props} /> : null;
}

const nothing: readonly NotedStep[] = [];

function Line({ place, sees = nothing }: Props) {
  const t = useTranslations('guide');
  const toast = useToast();
  const me = useMe();
  const { data, refetch } = useApi('/guide', guideView);
  useEvents(DEMO_CASE, (event) => {
    if (event.actorId === me.id && data && !data.closed) void refetch();
  });

  const send = async (input: Record<string, unknown>) => {
    const result = await sendCommand('guide.note', input);
    if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
    await refetch();
  };
  const fresh = data && !data.closed ? sees.filter((step) => !data.done.includes(step)).join(' ') : '';
  const note = useEffectEvent((steps: string) => {
    for (const step of steps.split(' ')) void send({ step });
  });
  useEffect(() => {
    if (fresh) note(fresh);
  }, [fresh]);

  if (!data?.demo) return null;
  if (data.closed)
    return place === 'case' ? (
      <p className={styles.closed}>
        <Button variant="quiet" onClick={() => void send({ closed: false })}>
          {t('show')}
        </Button>
      </p>
    ) : null;
  const step = nextStep(data.done);
  const close = () => {
    void send({ closed: true });
    toast({ text: t('closed'), action: { label: t('undo'), run: () => void send({ closed: false }) } });
  };
  return (
    <section className={styles.guide} aria-label={t('label')} data-keeps-selection>
      <p role="status">
        <b>{step ? t('step', { at: stepNames.indexOf(step) + 1, of: stepNames.length }) : t('finished')}</b>{' '}
        {step ? t(`steps.${step}`) : t('after')}
      </p>
      <div className={styles.acts}>
        <Way step={step} place={place} demo={data.demo} />
        <Button variant="quiet" onClick={close}>
          {t('close')}
        </Button>
      </div>
    </section>
  );
}

/** A link to where the act happens; none where one is there already. */
function Way({
  step,
  place,
  demo,
}: {
  readonly step: GuideStep | null;
  readonly place: Props['place'];
  readonly demo: { readonly sourceId: string | null; readonly claimId: string | null };
}) {
  const t = useTranslations('guide');
  if (step === null) return place === 'room' ? null : <LinkButton href="/">{t('own')}</LinkButton>;
  if (step === 'words')
    return demo.claimId && place !== 'claim' ? (
      <LinkButton href={`/claims/${demo.claimId}`}>{t('toVerdict')}</LinkButton>
    ) : null;
  return demo.sourceId && place !== 'room' ? (
    <LinkButton href={`/sources/${demo.sourceId}`}>{t('toSource')}</LinkButton>
  ) : null;
}
