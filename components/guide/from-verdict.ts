const KEY = 'guide-verdict';

/** One stood before a verdict: the words that one opens next in this tab are those it rests on. */
export function leftVerdict(): void {
  try {
    window.sessionStorage.setItem(KEY, 'seen');
  } catch {
    // A browser that keeps nothing: the guide's last step is then not noticed.
  }
}

/** Whether the words that are open now were reached from a verdict. */
export function cameFromVerdict(): boolean {
  try {
    return window.sessionStorage.getItem(KEY) !== null && window.location.hash.startsWith('#m=');
  } catch {
    return false;
  }
}
