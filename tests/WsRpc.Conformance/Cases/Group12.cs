namespace WsRpc.Conformance;

/// <summary>permessage-deflate: kinds of payload.</summary>
internal static class Group12
{
    private static readonly DeflateProposal Offered = new("permessage-deflate; client_no_context_takeover; client_max_window_bits", "permessage-deflate");

    public static IEnumerable<ConformanceCase> Cases =>
    [
        .. CompressedEchoes.Of("12.1", JsonText.File, Offered),
        .. CompressedEchoes.Of("12.2", BitmapImage.File, Offered),
        .. CompressedEchoes.Of("12.3", GermanText.File, Offered),
        .. CompressedEchoes.Of("12.4", HtmlPage.File, Offered),
        .. CompressedEchoes.Of("12.5", PdfDocument.File, Offered),
    ];
}
