import jayson from 'jayson';
import { dial, listen, spread } from './sockets.mjs';

const handlerOf = method => (params, answer) => {
    try {
        answer(null, method(...spread(params)) ?? null);
    } catch (error) {
        answer(error);
    }
};

export const failure = (code, message, data) => ({ code, message, data });

export function serve(methods, onListening) {
    const handlers = Object.entries(methods(() => null)).map(([name, method]) => [name, handlerOf(method)]);
    const wss = listen(() => { }, onListening);
    new jayson.Server(Object.fromEntries(handlers)).websocket({ wss });
}

export async function connect(url) {
    const socket = await dial(url);
    const client = jayson.Client.websocket({ ws: socket });
    const send = (...request) => new Promise((resolve, reject) => client.request(...request, (error, answer) => error ? reject(error) : resolve(answer)));
    return {
        serves: false,
        request: async (method, params) => {
            const { result, error } = await send(method, params);
            if (error) {
                throw error;
            }

            return result;
        },
        notify: async (method, params) => socket.send(JSON.stringify(client.request(method, params, null))),
        batch: async calls => (await send(calls.map(([method, params]) => client.request(method, params)))).map(({ result, error }) => result ?? error.code),
        close: () => socket.close(),
    };
}
