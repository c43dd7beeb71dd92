// Streams as a plain peer has them (docs/protocol.md, "Streams towards plain peers"), by a library that knows nothing of streams: requests by hand, and handlers.
import { failureOf, run } from './program.mjs';

const library = await import(`./${process.argv[2]}.mjs`);

/** Tells in turn whoever asks what has happened; what nobody has asked for yet waits. */
class Told {
    #told = [];
    #asked = [];

    tell(what) {
        this.#told.push(what);
        this.#match();
    }

    next() {
        return new Promise(resolve => {
            this.#asked.push(resolve);
            this.#match();
        });
    }

    #match() {
        while (this.#told.length > 0 && this.#asked.length > 0) {
            this.#asked.shift()(this.#told.shift());
        }
    }
}

// Of a request that is cancelled before its handler runs there is no event.
const cancelled = (cancellation, told, what) => new Promise((_, reject) => {
    const stop = () => {
        told.tell(what);
        reject(library.failure(-32800, 'cancelled'));
    };
    cancellation.isCancellationRequested ? stop() : cancellation.onCancellationRequested(stop);
});

async function* upTo(count, end = () => { }) {
    for (let i = 1; i <= count; i++) {
        yield i;
    }

    await end();
}

// What both ends serve.
const methods = caller => {
    const stopped = new Told();
    const streams = new Map();
    const open = items => {
        const token = `stream ${streams.size + 1}`;
        streams.set(token, items);
        return { token };
    };
    return {
        count: count => open(upTo(count)),
        countFromTwoBefore: count => ({ ...open(upTo(count)), values: [-1, 0] }),
        countThenFail: count => open(upTo(count, () => { throw library.failure(4711, 'no more'); })),
        countThenWait: count => open(upTo(count, () => new Promise(() => { }))),
        open: cancellation => cancelled(cancellation, stopped, 'opening cancelled'),
        sum: async ({ token }) => {
            let sum = 0;
            for (let finished = false, values; !finished;) {
                ({ values, finished } = await next(caller(), token));
                sum += values.reduce((a, b) => a + b, 0);
            }

            return sum;
        },
        stopped: () => stopped.next(),
        '$/enumerator/next': async (token, cancellation) => {
            const { value, done } = await Promise.race([streams.get(token).next(), cancelled(cancellation, stopped, 'next cancelled')]);
            return { values: done ? [] : [value], finished: done };
        },
        '$/enumerator/abort': token => stopped.tell(`${token} aborted`),
    };
};

const next = (peer, token, ...cancellation) => peer.request('$/enumerator/next', [token], ...cancellation);
const codeOf = async call => (await failureOf(call)).code;

// What is done as a client.
const scenarios = {
    reads: async peer => {
        const { token } = await peer.request('count', [3]);
        return [await next(peer, token), await codeOf(next(peer, token))];
    },
    readsByName: async peer => {
        const { token } = await peer.request('count', [3]);
        return peer.request('$/enumerator/next', { token });
    },
    meetsFailure: async peer => {
        const { token } = await peer.request('countThenFail', [1]);
        return [await next(peer, token), await failureOf(next(peer, token)), await codeOf(next(peer, token))];
    },
    aborts: async peer => {
        const { token } = await peer.request('countThenWait', [2]);
        const first = await next(peer, token);
        await peer.notify('$/enumerator/abort', [token]);
        return [first, await peer.request('stopped', []), await codeOf(next(peer, token))];
    },
    abortsByRequest: async peer => {
        const { token } = await peer.request('countThenWait', [2]);
        await next(peer, token);
        const answer = await peer.request('$/enumerator/abort', [token]);
        return [answer, await peer.request('stopped', []), await peer.request('$/enumerator/abort', [token])];
    },
    abortsWhileNextWaits: async peer => {
        const { token } = await peer.request('countThenWait', [1]);
        await next(peer, token);
        const waiting = codeOf(next(peer, token));
        await peer.notify('$/enumerator/abort', [token]);
        return [await waiting, await peer.request('stopped', []), await codeOf(next(peer, token))];
    },
    cancelsNext: async peer => {
        const { token } = await peer.request('countThenWait', [1]);
        await next(peer, token);
        const source = peer.cancellation();
        const waiting = codeOf(next(peer, token, source.token));
        source.cancel();
        return [await waiting, await peer.request('stopped', []), await codeOf(next(peer, token))];
    },
    cancelsOpening: async peer => {
        const source = peer.cancellation();
        const opening = codeOf(peer.request('open', [], source.token));
        source.cancel();
        return [await opening, await peer.request('stopped', [])];
    },
    cancelsWhatIsOpen: async peer => {
        const { token } = await peer.request('countThenWait', [1]);
        const id = peer.lastId();
        await next(peer, token);
        await peer.notify('$/cancelRequest', [{ id }]);
        return [await peer.request('stopped', []), await codeOf(next(peer, token))];
    },
    givesStream: peer => peer.request('sum', [peer.own.count(4)]),
};

run(library, methods, (peer, scenario) => scenarios[scenario](peer));
