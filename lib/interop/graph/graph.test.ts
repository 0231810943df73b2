import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { FtmObject } from '../../entities/model/ftm.rules.ts';
import { decodeLine, decodeLink } from '../../entities/model/ftm.rules.ts';
import { encodeGexf } from './gexf.rules.ts';
import { encodeGraphml } from './graphml.rules.ts';
import { encodeEdgeTable, encodeFtmLines } from './lines.rules.ts';
import type { Picture } from './picture.rules.ts';
import { encodeSvg } from './svg.rules.ts';

const line = { schema: 'Ownership', words: 'owns', directed: true, role: '', startDate: null, endDate: null };
const picture: Picture = {
  title: 'Cranes & <ships>',
  nodes: [
    { id: 'a', name: '"Ana" & <Co>\u0007', schema: 'Person', x: 0, y: 0 },
    { id: 'b', name: '=HYPERLINK("x")', schema: 'Company', x: 200, y: 80 },
  ],
  edges: [
    { ...line, id: 'e1', fromId: 'a', toId: 'b', support: 'verified', startDate: '2019-02~', endDate: '2020' },
    { ...line, id: 'e2', fromId: 'a', toId: 'b', support: 'refuted', role: 'silent, "partner"' },
    { ...line, id: 'e3', fromId: 'a', toId: 'gone', support: 'none', directed: false },
  ],
};
const xml = (text: string): Document => new DOMParser().parseFromString(text, 'text/xml') as unknown as Document;
const count = (text: string, tag: string) => xml(text).querySelectorAll(tag).length;

describe('what leaves the network', () => {
  it('ENT-6: GraphML and GEXF are well-formed and carry names, kinds, places, dates and support', () => {
    const graphml = encodeGraphml(picture);
    expect(count(graphml, 'node')).toBe(2);
    expect(xml(graphml).querySelector('node data')?.textContent).toBe('"Ana" & <Co>');
    expect(graphml).toContain('<data key="edge-support">refuted</data>');
    expect(graphml).not.toContain('\u0007');
    const gexf = encodeGexf(picture);
    expect(count(gexf, 'edge')).toBe(3);
    // Dates as Gephi takes them: whole ones, the first and the last day that may be meant.
    expect(gexf).toContain('start="2019-02-01" end="2020-12-31"');
    expect(gexf).toContain('type="undirected"');
  });

  it('ENT-6: SVG draws each state of support in its own line style and says what they mean', () => {
    const svg = encodeSvg(picture, [{ support: 'refuted', label: 'Refuted' }]);
    expect(svg).toContain('>✗</text>');
    expect(svg).toContain('>✗ Refuted</text>');
    // A person is round, a company has corners.
    expect(count(svg, 'circle')).toBe(1);
    expect(count(svg, 'rect[rx]')).toBe(1);
    // A line to somebody who is not drawn is not drawn either; of two between the same, each goes its own way.
    const ways = [...xml(svg).querySelectorAll('path[stroke]')].map((way) => way.getAttribute('d'));
    expect(new Set(ways).size).toBe(2);
    // Disputed is two lines, one within the other, also where the picture says what that means.
    const disputed = encodeSvg(
      { ...picture, edges: picture.edges.slice(0, 1).map((edge) => ({ ...edge, support: 'disputed' as const })) },
      [{ support: 'disputed', label: 'Disputed' }],
    );
    expect(disputed.match(/stroke="#fff" stroke-width="1.8"/gu)).toHaveLength(2);
    expect(encodeSvg({ title: 'Nobody', nodes: [], edges: [] }, [])).not.toContain('Infinity');
  });

  it('ENT-6: the table names both ends and starts no formula', () => {
    const [head, first] = encodeEdgeTable(picture).split('\r\n');
    expect(head).toMatch(/^from,relationship,to,/u);
    expect(first).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('ENT-8: FollowTheMoney lines say all that was given of each, and can be read back', () => {
    const said = { owner: ['a'], asset: ['b'], percentage: ['51'] };
    const things: FtmObject[] = [
      { id: picture.edges[1]?.id ?? '', schema: 'Ownership', properties: said },
      { id: 'b', schema: 'Company', properties: { name: ['=HYPERLINK("x")'], jurisdiction: ['ec'] } },
      { id: 'a', schema: 'Person', properties: { name: ['"Ana" & <Co>'], alias: ['Anita'], birthDate: ['1985'] } },
      { id: 'not drawn', schema: 'Person', properties: { name: ['Else'] } },
    ];
    const lines = encodeFtmLines(picture, things).trim().split('\n').map(decodeLine);
    expect(lines.slice(0, 2)).toEqual([things[2], things[1]]);
    const [, , link] = lines;
    expect(typeof link === 'object' ? decodeLink(link) : link).toMatchObject({
      fromId: 'a',
      toId: 'b',
      startDate: '2019-02~',
    });
    expect(lines[3]).toMatchObject({ properties: said });
    // Two lines between the two; the third has an end that is not there.
    expect(lines).toHaveLength(4);
  });
});
