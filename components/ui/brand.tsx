/** The name as it is written, in every language. */
export function Brand() {
  return (
    <>
      Red<i>thread</i>
    </>
  );
}
