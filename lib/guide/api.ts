import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { noteGuide } from './commands.ts';
import { getGuide } from './queries.ts';

export const guideCommands = [noteGuide];
export const guideQueries = [getGuide];

export const guideEndpoints: EndpointTable = {
  '/guide': {
    GET: read('How far the caller is with the guide of the demo case', getGuide),
    POST: write(
      'Say that a step of the guide was taken, close it or bring it back',
      200,
      noteGuide,
      getGuide,
      () => ({}),
    ),
  },
};
