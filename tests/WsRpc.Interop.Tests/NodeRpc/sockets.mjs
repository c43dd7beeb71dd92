import { WebSocket, WebSocketServer } from 'ws';

/** Listens on a free port, and hands over each connection. */
export function listen(onSocket, onListening) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => onListening(server.address().port));
    server.on('connection', onSocket);
    return server;
}

/** Connects, and waits for it. */
export function dial(url) {
    return new Promise((resolve, reject) => {
        const socket = new WebSocket(url);
        socket.once('open', () => resolve(socket));
        socket.once('error', reject);
    });
}

/** The arguments of a function, from positional or named params. */
export const spread = params => Array.isArray(params) ? params : params === undefined || params === null ? [] : [params];
