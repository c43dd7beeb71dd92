import rpc from 'vscode-jsonrpc/node';
import { dial, listen } from './sockets.mjs';

class SocketReader extends rpc.AbstractMessageReader {
    constructor(socket) {
        super();
        this.socket = socket;
    }

    listen(callback) {
        this.socket.on('message', data => callback(JSON.parse(data.toString())));
        this.socket.on('close', () => this.fireClose());
        return { dispose: () => this.socket.removeAllListeners('message') };
    }
}

class SocketWriter extends rpc.AbstractMessageWriter {
    constructor(socket) {
        super();
        this.socket = socket;
    }

    async write(message) {
        this.socket.send(JSON.stringify(message));
    }

    end() {
    }
}

function attach(socket, methods) {
    const connection = rpc.createMessageConnection(new SocketReader(socket), new SocketWriter(socket));
    const peer = {
        serves: true,
        request: (method, params) => Array.isArray(params) ? connection.sendRequest(method, ...params) : connection.sendRequest(method, params),
        notify: (method, params) => connection.sendNotification(method, ...params),
        cancelled: method => {
            const source = new rpc.CancellationTokenSource();
            const call = connection.sendRequest(method, source.token);
            source.cancel();
            return call;
        },
        progress: async method => {
            const told = [];
            connection.onProgress(new rpc.ProgressType(), 'steps', value => told.push(value));
            const result = await connection.sendRequest(method, 'steps');
            return { told, result };
        },
        reports: (token, value) => connection.sendProgress(new rpc.ProgressType(), token, value),
        close: () => socket.close(),
    };
    for (const [name, method] of Object.entries(methods(() => peer))) {
        if (name === 'note') {
            connection.onNotification(name, method);
        } else {
            connection.onRequest(name, method);
        }
    }

    connection.listen();
    return peer;
}

export const failure = (code, message, data) => new rpc.ResponseError(code, message, data);
export const serve = (methods, onListening) => listen(socket => attach(socket, methods), onListening);
export const connect = async (url, methods) => attach(await dial(url), methods);
