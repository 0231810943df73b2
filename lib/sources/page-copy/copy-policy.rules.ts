/** What the copy of a page may do: show its own words, look and pictures. Said by the file itself and by the header it is shown with. */
export const COPY_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Of what was fetched, only a page has pictures to keep with it; anything else is kept whole as it came. */
export const isPage = (mediaType: string): boolean => /^(?:text\/html|application\/xhtml\+xml)\b/u.test(mediaType);
