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
        if (rpc.Message.isRequest(message)) {
            this.lastId = message.id;
        }

        this.socket.send(JSON.stringify(message));
    }

    end() {
    }
}

const notifications = ['note', '$/enumerator/abort'];

function attach(socket, methods) {
    const writer = new SocketWriter(socket);
    const connection = rpc.createMessageConnection(new SocketReader(socket), writer);
    const peer = {
        serves: true,
        request: (method, params, ...token) => Array.isArray(params)
            ? connection.sendRequest(method, rpc.ParameterStructures.byPosition, ...params, ...token)
            : connection.sendRequest(method, params, ...token),
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
        cancellation: () => new rpc.CancellationTokenSource(),
        lastId: () => writer.lastId,
        close: () => socket.close(),
    };
    peer.own = methods(() => peer);
    for (const [name, method] of Object.entries(peer.own)) {
        if (notifications.includes(name)) {
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
