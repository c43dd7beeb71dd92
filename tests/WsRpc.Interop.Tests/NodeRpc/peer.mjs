// A JSON-RPC peer by the library that is named, vscode-jsonrpc, json-rpc-2.0, jayson or rpc-websockets: as a client it calls everything.
import { failureOf, run } from './program.mjs';

const library = await import(`./${process.argv[2]}.mjs`);
let last = 'nothing';

// What both ends serve. The caller is the other end, where the library can call it.
const methods = caller => ({
    add: (a, b) => a + b,
    greet: ({ name }) => `Hello, ${name}!`,
    hover: place => place,
    fail: () => { throw library.failure(4711, 'no', { k: 1 }); },
    note: text => { last = text; },
    lastNote: () => last,
    relay: (a, b) => caller().request('add', [a, b]),
    steps: async token => {
        await caller().reports?.(token, 1);
        await caller().reports?.(token, 2);
        return 'done';
    },
    waits: token => new Promise((_, reject) => token?.onCancellationRequested(() => reject(library.failure(-32800, 'cancelled')))),
});

async function report(peer) {
    const told = {
        add: await peer.request('add', [2, 40]),
        greet: await peer.request('greet', { name: 'Ann' }),
        hover: await peer.request('hover', { x: 1, y: 2 }),
        fail: await failureOf(peer.request('fail', [])),
        nope: (await failureOf(peer.request('nope', []))).code,
        bad: (await failureOf(peer.request('add', ['x', 1]))).code,
    };
    await peer.notify('note', ['hi']);
    told.note = await peer.request('lastNote', []);
    told.relay = peer.serves ? await peer.request('relay', [2, 3]) : null;
    told.batch = peer.batch ? await peer.batch([['add', [1, 2]], ['nope', []], ['add', [3, 4]]]) : null;
    told.progress = peer.progress ? await peer.progress('steps') : null;
    told.cancelled = peer.cancelled ? (await failureOf(peer.cancelled('waits'))).code : null;
    return told;
}

run(library, methods, report);
