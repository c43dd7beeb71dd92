namespace WsRpc.Conformance;

/// <summary>permessage-deflate: parameters. The fuzzing peer asks the same of a server by its offer as of a client by its answer.</summary>
internal static class Group13
{
    public static IEnumerable<ConformanceCase> Cases =>
    [
        .. Asking("13.1", ""),
        .. Asking("13.2", "; {0}_no_context_takeover"),
        .. Asking("13.3", "; {0}_max_window_bits=9"),
        .. Asking("13.4", "; {0}_max_window_bits=15"),
        .. Asking("13.5", "; {0}_no_context_takeover; {0}_max_window_bits=9"),
        .. Asking("13.6", "; {0}_no_context_takeover; {0}_max_window_bits=15"),
        .. Asking("13.7", "; {0}_no_context_takeover; {0}_max_window_bits=9", "; {0}_no_context_takeover", ""),
    ];

    // Of several, a client is asked for the first: it lets itself be asked for anything.
    private static IEnumerable<ConformanceCase> Asking(string id, params string[] parameters) => CompressedEchoes.Of(id, JsonText.File, new DeflateProposal(
        string.Join(", ", parameters.Select(asked => $"permessage-deflate{For(asked, "server")}; client_no_context_takeover; client_max_window_bits")),
        $"permessage-deflate{For(parameters[0], "client")}"));

    private static string For(string parameters, string end) => parameters.Replace("{0}", end, StringComparison.Ordinal);
}
