import type http from 'node:http';
import { StartRefused } from './postgres.ts';

const FIRST_PORT = 3000;
const TRIES = 20;

/** Takes the port that was asked for, or, when none was, the first free one from 3000 on. Answers the port. */
export async function listen(server: http.Server, host: string, asked: string | undefined): Promise<number> {
  if (asked !== undefined) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new StartRefused(`PORT is "${asked}", which is not a port number.`);
    if (await takes(server, host, port)) return port;
    throw new StartRefused(
      `Port ${port} is in use, perhaps by another Redthread. Stop that one or set PORT to another number.`,
    );
  }
  for (let port = FIRST_PORT; port < FIRST_PORT + TRIES; port += 1) if (await takes(server, host, port)) return port;
  throw new StartRefused(`Ports ${FIRST_PORT} to ${FIRST_PORT + TRIES - 1} are all in use. Set PORT to a free one.`);
}

function takes(server: http.Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(new StartRefused(`Cannot listen on ${host}:${port}: ${error.message}.`));
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, host);
  });
}
