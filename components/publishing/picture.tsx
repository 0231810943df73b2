import { pictureSize, sizeFor } from '@/lib/publishing/picture.rules.ts';

/** Ink on paper, as in tokens.css: what draws the picture knows no style sheet. */
const colours: Readonly<Record<string, string>> = { ok: '#25662a', warn: '#855400', bad: '#a50f28', unsure: '#57534c' };

interface PictureProps {
  readonly statement: string;
  readonly verdict: string;
  readonly tone: string;
  readonly newsroom: string;
  /** That it is being looked at again; empty: it is not. */
  readonly review: string;
}

/** The picture of a link: the claim, the verdict, the thread between them, the newsroom. */
export function Picture({ statement, verdict, tone, newsroom, review }: PictureProps) {
  const colour = colours[tone] ?? '#57534c';
  return (
    <div
      style={{
        ...pictureSize,
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        padding: '64px 72px 56px 60px',
        borderLeft: '12px solid #bf1230',
        background: '#fbfaf7',
        color: '#1d1b19',
      }}
    >
      <div style={{ display: 'flex', fontSize: sizeFor(statement.length), lineHeight: 1.25, fontWeight: 400 }}>
        {statement}
      </div>
      {review ? (
        <div style={{ display: 'flex', color: colours['warn'], fontSize: 30, fontWeight: 700 }}>{review}</div>
      ) : null}
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-end', gap: 40 }}>
        <div
          style={{
            display: 'flex',
            padding: '12px 30px',
            border: `4px solid ${colour}`,
            borderRadius: 99,
            color: colour,
            fontSize: 44,
            fontWeight: 700,
          }}
        >
          {verdict}
        </div>
        <div style={{ display: 'flex', color: '#5f5a53', fontSize: 30, fontWeight: 700 }}>{newsroom}</div>
      </div>
    </div>
  );
}
