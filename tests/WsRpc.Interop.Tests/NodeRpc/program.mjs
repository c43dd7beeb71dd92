import { createInterface } from 'node:readline';

/**
 * Prints "listening <port>" and serves there; "connect <url> <scenario>" on its standard input makes it a client, which does what the scenario says
 * and prints "report <json>". Ends with its standard input.
 */
export function run(library, methods, report) {
    library.serve(methods, port => console.log(`listening ${port}`));

    const input = createInterface({ input: process.stdin });
    input.on('line', async line => {
        const [, url, scenario] = line.split(' ');
        const peer = await library.connect(url, methods);
        console.log(`report ${JSON.stringify(await report(peer, scenario).catch(error => `${error}`))}`);
        peer.close();
    });
    input.on('close', () => process.exit());
}

/** What a call fails with. */
export async function failureOf(call) {
    try {
        return await call;
    } catch ({ code, message, data }) {
        return { code, message, data };
    }
}
