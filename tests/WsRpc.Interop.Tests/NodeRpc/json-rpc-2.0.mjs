import rpc from 'json-rpc-2.0';
import { dial, listen, spread } from './sockets.mjs';

function attach(socket, methods) {
    const both = new rpc.JSONRPCServerAndClient(new rpc.JSONRPCServer(), new rpc.JSONRPCClient(message => socket.send(JSON.stringify(message))));
    const peer = {
        serves: true,
        request: (method, params) => both.request(method, params),
        notify: async (method, params) => both.notify(method, params),
        batch: calls => both.requestAdvanced(calls.map(([method, params], i) => ({ jsonrpc: '2.0', id: `b${i}`, method, params })))
            .then(answers => answers.map(({ result, error }) => result ?? error.code)),
        close: () => socket.close(),
    };
    for (const [name, method] of Object.entries(methods(() => peer))) {
        both.addMethod(name, params => method(...spread(params)));
    }

    socket.on('message', data => both.receiveAndSend(JSON.parse(data.toString())));
    return peer;
}

export const failure = (code, message, data) => new rpc.JSONRPCErrorException(message, code, data);
export const serve = (methods, onListening) => listen(socket => attach(socket, methods), onListening);
export const connect = async (url, methods) => attach(await dial(url), methods);
