using System.Buffers;
using WsRpc.Fuzz.Engine;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Fuzz.Targets;

/// <summary>A request that a server accepts has an answer that its client accepts.</summary>
internal static class Answer
{
    public static void Check(UpgradeRequest upgrade)
    {
        var octets = new ArrayBufferWriter<byte>();
        var chosen = upgrade.Subprotocols.Count > 0 ? upgrade.Subprotocols[^1] : null;
        ServerHandshake.WriteAccept(octets, upgrade, chosen);

        var reader = new HttpResponseHeadReader(new HandshakeLimits { MaxHeadBytes = octets.WrittenCount });
        var asked = new ClientHandshakeRequest { Host = upgrade.Host, Target = "/", Key = upgrade.Key, Subprotocols = upgrade.Subprotocols };
        if (reader.Read(octets.WrittenSpan, out var consumed) != HeadStatus.Complete
            || consumed != octets.WrittenCount
            || !ClientHandshake.TryValidate(reader.Response, asked, out var agreed, out _)
            || agreed != chosen)
        {
            throw new FuzzFailureException(Rules.AgreesWithReference, "the answer to an accepted request is not accepted");
        }
    }
}
