import { Client, Server } from 'rpc-websockets';
import { spread } from './sockets.mjs';

export const failure = (code, message, data) => ({ code, message, data });

export function serve(methods, onListening) {
    const server = new Server({ host: '127.0.0.1', port: 0 });
    for (const [name, method] of Object.entries(methods(() => null))) {
        server.register(name, params => method(...spread(params)) ?? null);
    }

    server.on('listening', () => onListening(server.wss.address().port));
}

export function connect(url) {
    return new Promise((resolve, reject) => {
        const client = new Client(url, { reconnect: false });
        client.on('error', reject);
        client.on('open', () => resolve({
            serves: false,
            request: (method, params) => client.call(method, params),
            notify: (method, params) => client.notify(method, params),
            close: () => client.close(),
        }));
    });
}
