using System.Globalization;
using System.Net.Sockets;

namespace WsRpc.Tests.Sockets;

/// <summary>What the system says of epoll: <c>/proc/self/fdinfo</c> lists what each instance has registered.</summary>
internal static class EpollTable
{
    private const uint EdgeTriggered = 0x8000_0000; // as the platform's own loop, which is not meant here

    /// <summary>Whether any loop of this process waits for the socket.</summary>
    public static bool IsWaitedFor(this Socket socket)
    {
        var descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        return Registrations().Any(registration => registration.Descriptor == descriptor);
    }

    /// <summary>Whether any loop of this process waits for room to write.</summary>
    public static bool IsAnyWaitedForToWrite() =>
        Registrations().Any(registration => (registration.Events & (EdgeTriggered | (uint)EpollInterest.Out)) == (uint)EpollInterest.Out);

    private static IEnumerable<(int Descriptor, uint Events)> Registrations()
    {
        foreach (var entry in Directory.EnumerateFiles("/proc/self/fd"))
        {
            string[] lines;
            try
            {
                if (File.ResolveLinkTarget(entry, returnFinalTarget: false)?.Name.Contains("eventpoll", StringComparison.Ordinal) != true)
                {
                    continue;
                }

                lines = File.ReadAllLines($"/proc/self/fdinfo/{Path.GetFileName(entry)}");
            }
            catch (IOException)
            {
                continue; // closed meanwhile
            }

            // "tfd:        4 events:       19 data:                4  pos:0 ino:10cefb sdev:9"
            foreach (var line in lines.Where(line => line.StartsWith("tfd:", StringComparison.Ordinal)))
            {
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                yield return (int.Parse(words[1], CultureInfo.InvariantCulture), uint.Parse(words[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }
    }
}
