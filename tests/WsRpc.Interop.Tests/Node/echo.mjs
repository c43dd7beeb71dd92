// Sends every message back as it came; a text that begins with "!" tells it to do something else first.
//
// Prints "listening <port>" and serves there; "connect <id> <url>" on its standard input makes it a client.
// How a connection ended it prints as "closed <id> <code> <reason>": the id is a server's path. Ends with its standard input.
// Given the files of a certificate and its key it serves, and as a client trusts, that certificate.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

const perMessageDeflate = { threshold: 0 };
const [cert, key] = process.argv.slice(2).map(file => readFileSync(file));
const maxPayload = 16 * 1024 * 1024;

function echo(socket, id) {
    let fragment = Infinity;

    const commands = {
        '!close': (code, ...reason) => socket.close(Number(code), reason.join(' ')),
        '!abort': () => socket.terminate(),
        '!ping': payload => socket.ping(payload),
        '!fragment': size => { fragment = Number(size); },
    };

    function send(data, binary) {
        for (let at = 0; at === 0 || at < data.length; at += fragment) {
            socket.send(data.subarray(at, at + fragment), { binary, fin: at + fragment >= data.length });
        }
    }

    socket.on('message', (data, binary) => {
        if (!binary && data[0] === 0x21) {
            const [command, ...rest] = data.toString().split(' ');
            commands[command](...rest);
        } else {
            send(data, binary);
        }
    });
    socket.on('pong', payload => socket.send(`pong ${payload}`));
    socket.on('error', error => console.error(`${id}: ${error}`));
    socket.on('close', (code, reason) => console.log(`closed ${id} ${code} ${reason}`));
}

const server = cert ? createTlsServer({ cert, key }) : createServer();
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
new WebSocketServer({ server, perMessageDeflate, maxPayload, handleProtocols: () => 'second' })
    .on('connection', (socket, request) => echo(socket, request.url.slice(1)));

const input = createInterface({ input: process.stdin });
input.on('line', line => {
    const [, id, url] = line.split(' ');
    echo(new WebSocket(url, ['first', 'second'], { perMessageDeflate, maxPayload, ca: cert }), id);
});
input.on('close', () => process.exit());
