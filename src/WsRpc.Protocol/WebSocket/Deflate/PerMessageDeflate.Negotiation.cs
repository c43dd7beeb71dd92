using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

// What the ends tell each other in Sec-WebSocket-Extensions (RFC 7692 §5, §7.1).
public sealed partial class PerMessageDeflate
{
    /// <summary>A client's offer, one element of <see cref="ClientHandshakeRequest.Extensions"/> (RFC 7692 §7.1).</summary>
    /// <param name="options">What the client is willing to agree to.</param>
    /// <param name="provider">Compresses and decompresses.</param>
    public static string Offer(PerMessageDeflateOptions options, IDeflateProvider provider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(provider);
        return OfferOf(options, provider).ToString();
    }

    /// <summary>
    /// The server's choice: the first offer that it can keep to (RFC 7692 §5.1). An offer with an unknown, repeated or malformed
    /// parameter is passed over, and so is one that asks the server for a window it cannot compress with.
    /// </summary>
    /// <param name="offers">All that the client offered: <see cref="UpgradeRequest.Extensions"/>.</param>
    /// <param name="options">What the server is willing to agree to.</param>
    /// <param name="provider">Compresses and decompresses.</param>
    /// <param name="agreed">What is agreed.</param>
    /// <param name="response">The value of <c>Sec-WebSocket-Extensions</c> for the answer.</param>
    /// <returns>Whether messages may be compressed.</returns>
    public static bool TryAccept(
        IReadOnlyList<WebSocketExtension> offers,
        PerMessageDeflateOptions options,
        IDeflateProvider provider,
        [NotNullWhen(true)] out PerMessageDeflate? agreed,
        [NotNullWhen(true)] out string? response)
    {
        ArgumentNullException.ThrowIfNull(offers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(provider);
        foreach (var extension in offers)
        {
            if (extension.Name == ExtensionName
                && DeflateParameters.TryParse(extension, out var offer)
                && TryAnswer(offer, options, provider, out var answer))
            {
                agreed = new PerMessageDeflate(options, provider, answer);
                response = answer.ToString();
                return true;
            }
        }

        agreed = null;
        response = null;
        return false;
    }

    /// <summary>Holds a server's answer against the client's <see cref="Offer"/> (RFC 7692 §5.1, §7.1).</summary>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="options">What was offered.</param>
    /// <param name="provider">Compresses and decompresses.</param>
    /// <param name="agreed">What is agreed; <see langword="null"/> when the server declined, which it may.</param>
    /// <returns>Whether the answer is well-formed and fits the offer. If not, the connection has to be failed.</returns>
    public static bool TryConfirm(
        HttpHeaders headers,
        PerMessageDeflateOptions options,
        IDeflateProvider provider,
        out PerMessageDeflate? agreed)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(provider);
        agreed = null;
        if (!WebSocketExtension.TryParse(headers, out var extensions))
        {
            return false;
        }

        if (extensions.FirstOrDefault(static extension => extension.Name == ExtensionName) is not { } answered)
        {
            return true;
        }

        var offer = OfferOf(options, provider);
        if (!DeflateParameters.TryParse(answered, out var answer) || !answer.Answers(offer))
        {
            return false;
        }

        // §7.1.2.2: what the client announced holds even where the server does not come back to it.
        agreed = new PerMessageDeflate(options, provider, answer with
        {
            ClientNoContextTakeover = answer.ClientNoContextTakeover || offer.ClientNoContextTakeover,
            ClientMaxWindowBits = answer.ClientMaxWindowBits ?? offer.ClientMaxWindowBits,
        });
        return true;
    }

    private static DeflateParameters OfferOf(PerMessageDeflateOptions options, IDeflateProvider provider) => new()
    {
        ServerNoContextTakeover = !options.ServerContextTakeover,
        ClientNoContextTakeover = !options.ClientContextTakeover,
        ServerMaxWindowBits = SmallerThanMax(options.ServerMaxWindowBits),
        NamesClientMaxWindowBits = provider.HonoursWindowBits,
        ClientMaxWindowBits = provider.HonoursWindowBits ? SmallerThanMax(options.ClientMaxWindowBits) : null,
    };

    private static bool TryAnswer(in DeflateParameters offer, PerMessageDeflateOptions options, IDeflateProvider provider, out DeflateParameters answer)
    {
        var serverBits = Math.Min(provider.HonoursWindowBits ? options.ServerMaxWindowBits : MaxWindowBits, offer.ServerMaxWindowBits ?? MaxWindowBits);
        var clientBits = offer.NamesClientMaxWindowBits
            ? SmallerThanMax(Math.Min(options.ClientMaxWindowBits, offer.ClientMaxWindowBits ?? MaxWindowBits))
            : null; // §7.1.2.2: only a client that named it can be asked to
        answer = new DeflateParameters
        {
            ServerNoContextTakeover = !options.ServerContextTakeover || offer.ServerNoContextTakeover,
            ClientNoContextTakeover = !options.ClientContextTakeover || offer.ClientNoContextTakeover,
            ServerMaxWindowBits = offer.ServerMaxWindowBits is null ? SmallerThanMax(serverBits) : serverBits,
            NamesClientMaxWindowBits = clientBits is not null,
            ClientMaxWindowBits = clientBits,
        };
        return serverBits == MaxWindowBits || (provider.HonoursWindowBits && serverBits > MinWindowBits); // zlib cannot compress raw data with 8
    }

    private static int? SmallerThanMax(int windowBits) => windowBits < MaxWindowBits ? windowBits : null;
}
