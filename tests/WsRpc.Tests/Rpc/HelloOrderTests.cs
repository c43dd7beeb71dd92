using System.Collections;
using WsRpc.Protocol.JsonRpc;
using WsRpc.Tests.Binary;
using WsRpc.Tests.Events;

namespace WsRpc.Tests.Rpc;

/// <summary>What depends on the peer's hello, done before it is read, between any two steps of that, and behind it: nobody takes the peer for one that has said less.</summary>
public sealed class HelloOrderTests
{
    [Fact]
    public Task Handler_is_subscribed_whenever_it_is_added() => AtEachStep(
        static peer => peer.Engine.GetProxy<IRooms>().RoomClosed += static (_, _) => { },
        """{"jsonrpc":"2.0","id":1,"method":"$/event/subscribe","params":{"event":"rooms.roomClosed"}}""");

    [Fact]
    public Task Stream_goes_beside_the_json_whenever_it_is_lent() => AtEachStep(
        static peer => _ = peer.Engine.GetProxy<IArchive>().UploadAsync("x", new SourceStream(3)),
        """{"jsonrpc":"2.0","id":1,"method":"archive.upload","params":["x",{"$blob":1,"parts":true}]}""");

    private static async Task AtEachStep(Action<RawPeer> act, string sent)
    {
        var hasActedWithin = true;
        for (var step = 0; hasActedWithin; step++)
        {
            await using var peer = await RawPeer.AttachAsync(subprotocol: RpcSession.ExtendedSubprotocol);
            await peer.Receive();
            if (step == 0)
            {
                act(peer);
            }

            // On the thread that reads it, which is where another thread would come in between.
            var capabilities = new Capabilities(look: step, () => act(peer));
            peer.Engine.Session.OnHello(new JsonRpcHello { Capabilities = capabilities });
            hasActedWithin = step <= capabilities.Looks;
            if (!hasActedWithin)
            {
                Assert.True(capabilities.Looks > 0, "There was nothing between before and behind.");
                act(peer);
            }

            await peer.Receives(sent);
            await peer.IsAliveAndSilent();
        }
    }

    /// <summary>Those of a hello that are looked at one by one.</summary>
    /// <param name="look">At which look something happens first, counted from 1.</param>
    /// <param name="act">What does.</param>
    private sealed class Capabilities(int look, Action act) : IReadOnlyList<string>
    {
        private readonly string[] _names = ["events", "binary"];

        public int Looks { get; private set; }

        public int Count => _names.Length;

        public string this[int index] => _names[index];

        public IEnumerator<string> GetEnumerator()
        {
            if (++Looks == look)
            {
                act();
            }

            return _names.AsEnumerable().GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
