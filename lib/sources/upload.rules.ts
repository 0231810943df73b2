/**
 * A file that came with a request. The bytes are not a field: what is hashed, logged or compared of a command's input is
 * the name, the type and the hash.
 */
export class Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly #bytes: Uint8Array;

  constructor(file: {
    readonly name: string;
    readonly mediaType: string;
    readonly sha256: string;
    readonly bytes: Uint8Array;
  }) {
    this.name = file.name;
    this.mediaType = file.mediaType;
    this.sha256 = file.sha256;
    this.#bytes = file.bytes;
  }

  bytes(): Uint8Array {
    return this.#bytes;
  }
}
