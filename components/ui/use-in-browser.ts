import { useSyncExternalStore } from 'react';

const noChange = () => () => undefined;

/** False on the server, and in the first drawing of the browser, which has to equal it. */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
