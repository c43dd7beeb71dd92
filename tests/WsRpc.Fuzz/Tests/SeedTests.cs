using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

public sealed class SeedTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.Names];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Seeds_lead_to_outcomes_of_several_kinds(string name)
    {
        using var inspection = new Inspection(FuzzTargets.Named(name));
        var shapes = new HashSet<ulong>();
        foreach (var seed in Folders.InputsOf(Folders.Seeds, name))
        {
            Assert.Null(inspection.Find(seed, out var shape));
            shapes.Add(shape);
        }

        Assert.InRange(shapes.Count, 3, int.MaxValue);
    }

    [Theory]
    [InlineData("a.hex", "# a comment\n48 65 # and another\n6c\n", "Hel")]
    [InlineData("a.http", "GET / HTTP/1.1\n\n", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("a.json", "{}\n", "{}")]
    [InlineData("a.json", "\n\n", "\n")]
    public void Files_of_each_sort_are_read_as_they_are_documented(string name, string contents, string expected)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllText(path, contents);
            Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(InputFile.Read(path)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "a", "b.hex");
            byte[] input = [.. Enumerable.Range(0, 100).Select(octet => (byte)octet)];
            InputFile.Write(path, input, "two\nlines # of comment");
            Assert.Equal(input, InputFile.Read(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
