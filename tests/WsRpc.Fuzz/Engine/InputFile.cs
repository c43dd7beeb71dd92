using System.Text;

namespace WsRpc.Fuzz.Engine;

/// <summary>
/// Inputs as files that can be reviewed. <c>.hex</c>: octets in hexadecimal, and comments from <c>#</c> to the end of the line.
/// <c>.http</c>: text whose lines end in CR LF on the wire. Anything else: the file without its last line end.
/// </summary>
internal static class InputFile
{
    public static byte[] Read(string path)
    {
        var text = File.ReadAllText(path);
        return Path.GetExtension(path) switch
        {
            ".hex" => Convert.FromHexString(string.Concat(text.Split('\n').Select(line => line.Split('#')[0])).Replace(" ", "")),
            ".http" => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")),
            _ => Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text[..^1] : text),
        };
    }

    /// <summary>Writes an input as <c>.hex</c>, 32 octets to a line, below a comment.</summary>
    public static void Write(string path, byte[] input, string comment)
    {
        var lines = comment.Split('\n').Select(line => $"# {line}").Concat(input.Chunk(32).Select(Convert.ToHexStringLower));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
