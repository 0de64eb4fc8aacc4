/** Serves one list of expenses, made once and kept, as fast as the reader takes it: `node server.mjs COUNT ascii|accents`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expense } from './expenses.mjs';

const count = Number(process.argv[2]);
const ascii = process.argv[3] === 'ascii';
const itemsPerChunk = 80;

const chunks = [Buffer.from('{"data":[')];
for (let from = 0; from < count; from += itemsPerChunk) {
  const items = Array.from({ length: Math.min(itemsPerChunk, count - from) }, (_, index) =>
    expense(from + index, ascii),
  );
  chunks.push(Buffer.from((from > 0 ? ',' : '') + JSON.stringify(items).slice(1, -1)));
}
chunks.push(Buffer.from(']}'));

const server = createServer(async (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  for (const chunk of chunks) {
    if (!response.write(chunk)) await once(response, 'drain');
  }
  response.end();
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  process.send?.({ port: typeof address === 'object' && address?.port, bytes });
});
