/**
 * One whole WebSocket message as a server sends it (RFC 6455, 5.2: final, unmasked, uncompressed), made once for every
 * socket that gets it: framing the same bytes anew for each of 200 people was a fifth of what an edit cost.
 */
export function webSocketMessage(data: Uint8Array | string): Buffer {
  const payload = typeof data === 'string' ? Buffer.from(data) : data;
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const message = Buffer.allocUnsafe(head + length);
  message[0] = 0x80 | (typeof data === 'string' ? 1 : 2);
  if (head === 2) message[1] = length;
  else if (head === 4) {
    message[1] = 126;
    message.writeUInt16BE(length, 2);
  } else {
    message[1] = 127;
    message.writeBigUInt64BE(BigInt(length), 2);
  }
  message.set(payload, head);
  return message;
}
