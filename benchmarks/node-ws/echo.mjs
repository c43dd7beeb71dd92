// The child's side of BareServerProcess: prints the server's port, then answers each line of standard input with what the
// process holds in memory, until that ends.
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

// Whatever its length, a message is compressed. What else is agreed on is up to the client.
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: { threshold: 0 } });

server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  socket.on('error', () => {}); // the client is gone: the load cuts its connections
});

server.on('listening', () => console.log(server.address().port));

const requests = createInterface({ input: process.stdin });
requests.on('line', (request) => {
  if (request === 'collect') {
    gc();
  }

  const { rss, heapUsed, external } = process.memoryUsage();
  console.log(`${rss} ${heapUsed + external}`);
});
requests.on('close', () => process.exit());
