using System.Text;

namespace WsRpc.Conformance;

/// <summary>Objects in plain text around streams that were compressed already.</summary>
internal static class PdfDocument
{
    private const int Length = 1_042_328;

    public static PayloadFile File { get; } = PayloadFile.OfBinary(Make());

    private static byte[] Make()
    {
        var random = new Random(5);
        var file = new MemoryStream();
        Write("%PDF-1.5\n%\u00E2\u00E3\u00CF\u00D3\n");
        for (var id = 1; file.Length < Length; id += 4)
        {
            var stream = new byte[random.Next(1000, 6000)];
            random.NextBytes(stream);
            Write($"{id} 0 obj\n<< /Length {stream.Length} /Filter /FlateDecode >>\nstream\n");
            file.Write(stream);
            Write("\nendstream\nendobj\n");
            for (var page = id + 1; page < id + 4; page++)
            {
                Write($"{page} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {id} 0 R\n   /Resources << /Font << /F1 7 0 R /F2 8 0 R >> /ProcSet [/PDF /Text] >>\n   /Annots [");
                for (var link = 0; link < 6; link++)
                {
                    Write($" << /Type /Annot /Subtype /Link /Rect [{random.Next(595)} {random.Next(842)} 0 0] >>");
                }

                Write(" ]\n>>\nendobj\n");
            }
        }

        return file.ToArray()[..Length];

        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
    }
}
