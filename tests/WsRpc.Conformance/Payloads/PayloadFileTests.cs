using System.IO.Compression;
using System.Text;

namespace WsRpc.Conformance;

/// <summary>The files of groups 12 and 13 compress as those of the field do, from hardly to very well.</summary>
public sealed class PayloadFileTests
{
    [Fact]
    public void Json_text_compresses_very_well() => Compresses(JsonText.File, 194_056, 18, 28);

    [Fact]
    public void Bitmap_image_hardly_compresses() => Compresses(BitmapImage.File, 263_222, 1.1, 1.3);

    [Fact]
    public void German_text_compresses_well() => Compresses(GermanText.File, 222_218, 2.2, 3.2);

    [Fact]
    public void Html_page_compresses_very_well() => Compresses(HtmlPage.File, 263_647, 14, 24);

    [Fact]
    public void Pdf_document_hardly_compresses() => Compresses(PdfDocument.File, 1_042_328, 1.2, 1.4);

    [Fact]
    public void Messages_slide_over_the_file_and_round_it()
    {
        var messages = PayloadFile.OfBinary([.. "abcde"u8]).Messages(3, 4).Select(message => Encoding.ASCII.GetString(message.Payload.Span));
        Assert.Equal(["abc", "dea", "bcd", "eab"], messages);
    }

    [Fact]
    public void Messages_of_a_text_are_counted_in_code_points()
    {
        var messages = PayloadFile.OfText("aäΩ東").Messages(3, 2).Select(message => Encoding.UTF8.GetString(message.Payload.Span));
        Assert.Equal(["aäΩ", "東aä"], messages);
    }

    private static void Compresses(PayloadFile file, int length, double low, double high)
    {
        Assert.Equal(length, file.Length);
        var compressed = new MemoryStream();
        using (var deflate = new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(file.Octets.Span);
        }

        Assert.InRange((double)file.Octets.Length / compressed.Length, low, high);
    }
}
