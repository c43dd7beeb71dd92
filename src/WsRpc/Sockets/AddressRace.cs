using System.Net;
using System.Net.Sockets;

namespace WsRpc;

/// <summary>
/// Connects to whichever of several addresses answers first (RFC 8305): one attempt after the other, each with a head start, so that
/// a family that leads nowhere costs a quarter of a second and not a time-out.
/// </summary>
internal sealed class AddressRace(SocketIo sockets, TimeProvider clock)
{
    /// <summary>The head start (RFC 8305 §5).</summary>
    public static readonly TimeSpan AttemptDelay = TimeSpan.FromMilliseconds(250);

    /// <summary>The first connection that stands; those of the losers are closed.</summary>
    /// <exception cref="IOException">No address answers; the message has the failure of each.</exception>
    public async Task<NetworkStream> RunAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = new Queue<IPEndPoint>(Interleave(addresses).Select(address => new IPEndPoint(address, port)));
        var attempts = new Dictionary<Task<NetworkStream>, IPEndPoint>();
        var failures = new List<(IPEndPoint Address, Exception Cause)>();
        try
        {
            while (waiting.TryDequeue(out var address))
            {
                attempts.Add(sockets.ConnectAsync(address, ending.Token), address);
                var isLast = waiting.Count == 0;
                var headStart = Task.Delay(isLast ? Timeout.InfiniteTimeSpan : AttemptDelay, clock, ending.Token);
                if (await FirstOfAsync(attempts, failures, headStart, isLast, cancellationToken).ConfigureAwait(false) is { } stream)
                {
                    return stream;
                }
            }

            throw Failure(failures);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            foreach (var loser in attempts.Keys)
            {
                _ = CloseAsync(loser);
            }
        }
    }

    /// <summary>The families in turn, in the order given otherwise, beginning with that of the first (RFC 8305 §4).</summary>
    public static IEnumerable<IPAddress> Interleave(IReadOnlyList<IPAddress> addresses)
    {
        var first = addresses.Where(address => address.AddressFamily == addresses[0].AddressFamily).ToList();
        var others = addresses.Except(first).ToList();
        for (var i = 0; i < Math.Max(first.Count, others.Count); i++)
        {
            foreach (var family in (List<IPAddress>[])[first, others])
            {
                if (i < family.Count)
                {
                    yield return family[i];
                }
            }
        }
    }

    // Null when it is the next one's turn: after the head start, or at once when an attempt has failed.
    private static async Task<NetworkStream?> FirstOfAsync(
        Dictionary<Task<NetworkStream>, IPEndPoint> attempts, List<(IPEndPoint Address, Exception Cause)> failures, Task headStart, bool isLast, CancellationToken cancellationToken)
    {
        while (attempts.Count > 0)
        {
            if (await Task.WhenAny([.. attempts.Keys, headStart]).ConfigureAwait(false) is not Task<NetworkStream> ended)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }

            attempts.Remove(ended, out var address);
            try
            {
                return await ended.ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                failures.Add((address!, exception));
            }

            if (!isLast)
            {
                return null;
            }
        }

        return null;
    }

    private static IOException Failure(List<(IPEndPoint Address, Exception Cause)> failures)
    {
        if (failures.Count == 0)
        {
            return new IOException("The host has no address.");
        }

        var last = failures[^1].Cause;
        return new IOException(
            string.Join("; ", failures.Select(failure => $"{failure.Cause.Message.TrimEnd('.')} ({failure.Address})")),
            last as SocketException ?? last.InnerException ?? last);
    }

    private static async Task CloseAsync(Task<NetworkStream> loser)
    {
        try
        {
            var stream = await loser.ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // It has lost either way.
        }
    }
}
