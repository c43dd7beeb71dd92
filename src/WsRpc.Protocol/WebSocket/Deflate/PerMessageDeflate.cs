namespace WsRpc.Protocol.WebSocket;

/// <summary>What both ends agreed on: messages may be compressed by permessage-deflate (RFC 7692), and how. Immutable.</summary>
/// <remarks>
/// A server gets it from <see cref="TryAccept"/>, a client from <see cref="TryConfirm"/>; for a connection whose ends agreed by
/// other means there is <see cref="PerMessageDeflate(PerMessageDeflateOptions, IDeflateProvider)"/>.
/// </remarks>
public sealed partial class PerMessageDeflate
{
    /// <summary>The name of the extension (RFC 7692 §7).</summary>
    public const string ExtensionName = "permessage-deflate";

    internal const int MinWindowBits = 8; // §7.1.2
    internal const int MaxWindowBits = 15;

    /// <summary>Agrees to all that the options allow, without a handshake.</summary>
    /// <param name="options">The options, the same on both ends.</param>
    /// <param name="provider">Compresses and decompresses.</param>
    /// <exception cref="ArgumentException">The options ask for a smaller window than the provider can keep to.</exception>
    public PerMessageDeflate(PerMessageDeflateOptions options, IDeflateProvider provider)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(provider);
        if (!provider.HonoursWindowBits && (options.ServerMaxWindowBits < MaxWindowBits || options.ClientMaxWindowBits < MaxWindowBits))
        {
            throw new ArgumentException("The provider keeps to no smaller window than one of 15 bits.", nameof(options));
        }

        Options = options;
        Provider = provider;
        ServerContextTakeover = options.ServerContextTakeover;
        ClientContextTakeover = options.ClientContextTakeover;
        ServerMaxWindowBits = options.ServerMaxWindowBits;
        ClientMaxWindowBits = options.ClientMaxWindowBits;
    }

    private PerMessageDeflate(PerMessageDeflateOptions options, IDeflateProvider provider, in DeflateParameters agreed)
    {
        Options = options;
        Provider = provider;
        ServerContextTakeover = !agreed.ServerNoContextTakeover;
        ClientContextTakeover = !agreed.ClientNoContextTakeover;
        ServerMaxWindowBits = agreed.ServerMaxWindowBits ?? MaxWindowBits;
        ClientMaxWindowBits = agreed.ClientMaxWindowBits ?? MaxWindowBits;
    }

    /// <summary>Whether what the server sends may refer to its earlier messages (RFC 7692 §7.1.1.1).</summary>
    public bool ServerContextTakeover { get; }

    /// <summary>Whether what the client sends may refer to its earlier messages (RFC 7692 §7.1.1.2).</summary>
    public bool ClientContextTakeover { get; }

    /// <summary>The base-2 logarithm of how many octets back the server may refer, from 8 to 15 (RFC 7692 §7.1.2.1).</summary>
    public int ServerMaxWindowBits { get; }

    /// <summary>
    /// The base-2 logarithm of how many octets back the client may refer, from 8 to 15 (RFC 7692 §7.1.2.2). A client of this
    /// project that was told to use 8 compresses nothing, since zlib cannot.
    /// </summary>
    public int ClientMaxWindowBits { get; }

    internal PerMessageDeflateOptions Options { get; }

    internal IDeflateProvider Provider { get; }

    internal bool ContextTakeoverOf(WebSocketRole sender) => sender == WebSocketRole.Server ? ServerContextTakeover : ClientContextTakeover;

    internal int WindowBitsOf(WebSocketRole sender) => sender == WebSocketRole.Server ? ServerMaxWindowBits : ClientMaxWindowBits;
}
