'use client';

import { useFormatter, useTranslations } from 'use-intl';

/** A partial date in words, no more exact than it is: "2021", "Jul 2021", "c. 2021". What is no such date stays as it is. */
export function useDateWords(): (date: string) => string {
  const t = useTranslations('entities.page');
  const format = useFormatter();
  return (date) => {
    const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?$/u.exec(date) ?? [];
    if (!year) return date;
    const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 15)));
    const exact = format.dateTime(at, {
      year: 'numeric',
      timeZone: 'UTC',
      ...(month ? { month: 'short' } : {}),
      ...(day ? { day: 'numeric' } : {}),
    });
    return date.endsWith('~') ? t('circa', { date: exact }) : exact;
  };
}

/** "2019 to 2021", "from 2019", "until 2021", nothing where no date is known. */
export function useWhenWords(): (dated: {
  readonly startDate: string | null;
  readonly endDate: string | null;
}) => string {
  const t = useTranslations('entities.page');
  const words = useDateWords();
  return ({ startDate: from, endDate: to }) => {
    if (from && to) return t('between', { from: words(from), to: words(to) });
    if (from) return t('from', { from: words(from) });
    return to ? t('until', { to: words(to) }) : '';
  };
}
