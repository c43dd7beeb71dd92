namespace WsRpc.Conformance;

/// <summary>
/// Messages that refer to those before them, both ways: in group 12 every offer says that the client's will not. First over
/// the widest window, then over the narrowest.
/// </summary>
internal static class TakeoverCases
{
    public static IEnumerable<ConformanceCase> All =>
    [
        .. CompressedEchoes.Of("takeover.15", GermanText.File, DeflateProposal.Plain),
        .. CompressedEchoes.Of("takeover.9", GermanText.File, new DeflateProposal(
            "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9",
            "permessage-deflate; server_max_window_bits=9; client_max_window_bits=9")),
    ];
}
