/** Why an input cannot be read: a sentence that says what to do (SRC-8). Crosses from the worker as its message. */
export class Unreadable extends Error {}
