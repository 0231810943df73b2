import { acts, groups } from '../components/reader/acts/acts.rules.ts';
import { keyLabel } from '../components/reader/acts/keys.rules.ts';
import { messages } from '../messages/index.ts';

const whenWords = {
  always: 'always',
  selection: 'while words are selected',
  mark: 'while a mark is active',
} as const;
const groupWords = {
  mark: 'Marking',
  card: 'On a card',
  read: 'Reading',
  room: 'The room',
} as const;

/** docs/acts.md: every act of the reading room, its key, its name in the palette, and the call that does the same. */
export function actsDocument(): string {
  const sections = groups.map((group) => {
    const rows = acts
      .filter((act) => act.group === group)
      .map(({ name, key, when, api }) => {
        const words = [messages.en.reader.acts[name], messages.es.reader.acts[name]];
        return `| ${[key ? `\`${keyLabel(key)}\`` : '', ...words, whenWords[when], api ? `\`${api}\`` : ''].join(' | ')} |`;
      });
    return [
      `## ${groupWords[group]}`,
      '',
      '| key | in the palette | en español | when | API |',
      '|---|---|---|---|---|',
      ...rows,
    ].join('\n');
  });
  return `${[
    '# What can be done in the reading room',
    'Made by `npm run docs` from `components/reader/acts/acts.rules.ts`. The keys are the defaults: everybody can change them (`?`), and none works while one writes. On a Mac, Ctrl is Cmd.',
    ...sections,
  ].join('\n\n')}\n`;
}
