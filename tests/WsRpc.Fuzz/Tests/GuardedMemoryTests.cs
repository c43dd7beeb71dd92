using System.Globalization;
using WsRpc.Fuzz.Engine;

namespace WsRpc.Fuzz.Tests;

public sealed class GuardedMemoryTests
{
    /// <summary>To touch it would end this process, so the kernel is asked what it would do.</summary>
    [Fact]
    public unsafe void Nothing_before_and_behind_guarded_memory_can_be_read()
    {
        if (!GuardedMemory.IsSupported)
        {
            return;
        }

        using var memory = new GuardedMemory(100);
        var start = (ulong)memory.Start;
        var end = start + (ulong)memory.Length;
        Assert.Equal("---p", PermissionsAt(start - 1));
        Assert.Equal("rw-p", PermissionsAt(start));
        Assert.Equal("rw-p", PermissionsAt(end - 1));
        Assert.Equal("---p", PermissionsAt(end));
    }

    [Fact]
    public void What_is_placed_ends_where_the_memory_ends()
    {
        using var memory = new GuardedMemory(100);
        var window = new GuardedWindow(memory, atEnd: true);
        var first = window.Place(default, "abc"u8);
        var second = window.Place(first.Span[1..], "de"u8);
        Assert.Equal("bcde"u8, second.Span);
        Assert.True(memory.GetSpan().Overlaps(second.Span, out var offset));
        Assert.Equal(memory.Length - second.Length, offset);
    }

    private static string PermissionsAt(ulong address) => File.ReadLines("/proc/self/maps")
        .Select(line => line.Split(' '))
        .Select(parts => (Range: parts[0].Split('-'), Permissions: parts[1]))
        .Where(mapping => address >= Number(mapping.Range[0]) && address < Number(mapping.Range[1]))
        .Select(mapping => mapping.Permissions)
        .Single();

    private static ulong Number(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
