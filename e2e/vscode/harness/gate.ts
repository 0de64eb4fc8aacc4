import { connect, createServer, type Socket } from 'node:net';

/** The way to a server, which a test can close. */
export interface Gate {
  /** Like that of the server behind it. */
  url: string;
  /** Lets everybody through: those who wait, too. */
  open(): Promise<void>;
  /** Nobody gets an answer any more, and nobody is sent away: a server that is slow, as long as one likes. */
  hold(): void;
  /** Breaks every connection, and refuses new ones: the server is gone. */
  shut(): Promise<void>;
  /** How many connections there are now. */
  connections(): number;
}

/** Passes on to a server on this machine whatever comes. */
export async function openGate(server: { port: number }): Promise<Gate> {
  const through = new Map<Socket, Socket>();
  let held = false;
  const listener = createServer((near) => {
    const far = connect(server.port, '127.0.0.1');
    through.set(near, far);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.once('close', () => {
        through.delete(near);
        other.destroy();
      });
      one.pipe(other);
    }
    if (held) far.pause();
  });
  const listen = (port: number) => new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('The gate has no port');
  const { port } = address;
  return {
    url: `http://127.0.0.1:${port}`,
    connections: () => through.size,
    async open() {
      held = false;
      for (const far of through.values()) far.resume();
      if (!listener.listening) await listen(port);
    },
    hold() {
      held = true;
      for (const far of through.values()) far.pause();
    },
    async shut() {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const near of through.keys()) near.resetAndDestroy();
      if (listener.listening) await closed;
    },
  };
}
