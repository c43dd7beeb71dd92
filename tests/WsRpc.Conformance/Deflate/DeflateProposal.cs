namespace WsRpc.Conformance;

/// <summary>How the fuzzing peer opens a connection with compression.</summary>
/// <param name="Offers">What it offers as a client.</param>
/// <param name="Answer">What it answers as a server; nothing where the server, whichever end that is, declines.</param>
internal sealed record DeflateProposal(string Offers, string? Answer)
{
    /// <summary>Each end compresses as it likes.</summary>
    public static DeflateProposal Plain { get; } = new("permessage-deflate; client_max_window_bits", "permessage-deflate");

    public static DeflateProposal Declined { get; } = new("permessage-deflate; server_max_window_bits=8", null);
}
