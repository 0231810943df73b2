/** What the copy of a page may do: show its own words, look and pictures. Said by the file itself and by the header it is shown with. */
export const COPY_POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
