import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { webSocketMessage } from './web-socket-message.ts';

it('LIV-5: a message framed once for many arrives whole, at every length where the head changes', async () => {
  const sent = [
    ...[0, 1, 125, 126, 65_535, 65_536, 200_000].map((length) => new Uint8Array(length).fill(length % 251)),
    'Ñandú, 42 €',
  ];
  const sockets = new WebSocketServer({ noServer: true });
  const server = http.createServer();
  server.on('upgrade', (request, line, head) =>
    sockets.handleUpgrade(request, line, head, (socket) => {
      for (const data of sent) line.write(webSocketMessage(data));
      socket.close();
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const heard: (Uint8Array | string)[] = [];
  client.on('message', (data: Buffer, binary) => heard.push(binary ? new Uint8Array(data) : data.toString()));
  await new Promise((resolve) => client.once('close', resolve));
  server.close();
  expect(heard).toEqual(sent);
});
