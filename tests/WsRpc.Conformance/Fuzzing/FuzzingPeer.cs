using System.Net.Sockets;

namespace WsRpc.Conformance;

/// <summary>An endpoint that sends whatever it is told and writes down all it gets. Shares no code with what it tests.</summary>
internal sealed class FuzzingPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly FrameEncoder _encoder;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _reading;

    /// <param name="socket">Connected, the opening handshake done.</param>
    /// <param name="octets">What is read from it.</param>
    /// <param name="isClient">Whether this end is the client, so masks.</param>
    /// <param name="agreed">What was agreed on compression, if anything.</param>
    public FuzzingPeer(Socket socket, SocketOctets octets, bool isClient, DeflateTerms? agreed = null)
    {
        _socket = socket;
        _encoder = new FrameEncoder(masks: isClient);
        IsClient = isClient;
        Compression = agreed is null ? null : new MessageCompression(agreed, isClient);
        _reading = Received.WriteDownAsync(new FrameReader(octets, expectsMask: !isClient, Compression), () => HasClosed, AnswerCloseAsync);
    }

    public bool IsClient { get; }

    /// <summary>Compresses messages before they are sent, where that was agreed upon; for the cases to use or not.</summary>
    public MessageCompression? Compression { get; }

    public Transcript Received { get; } = new();

    /// <summary>Whether it has sent a Close frame of its own accord or in answer.</summary>
    public bool HasClosed { get; private set; }

    public byte[] Encode(params IEnumerable<Frame> frames) => _encoder.Encode(frames);

    public Task SendAsync(params IEnumerable<Frame> frames) => SendOctetsAsync(Encode(frames));

    /// <summary>Sends octets, all of them at once or a few at a time. A peer that has gone takes none; the transcript says so.</summary>
    public async Task SendOctetsAsync(ReadOnlyMemory<byte> octets, int chop = int.MaxValue)
    {
        await _writing.WaitAsync().Within();
        try
        {
            while (!octets.IsEmpty)
            {
                var count = Math.Min(chop, octets.Length);
                await _socket.SendAsync(octets[..count]).Within();
                octets = octets[count..];
                if (chop != int.MaxValue)
                {
                    await Task.Yield();
                }
            }
        }
        catch (SocketException)
        {
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Sends a Close frame that counts as this end's own closing, unless it has sent one.</summary>
    public async Task CloseAsync(Frame close)
    {
        if (!HasClosed)
        {
            HasClosed = true;
            await SendAsync(close);
        }
    }

    /// <summary>Ends this way of the TCP connection.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The peer was faster.
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Waits until the peer has ended its way.</summary>
    public Task SeesTheEndAsync() => _reading.Within();

    // The code goes back as it came (§5.5.1).
    private Task AnswerCloseAsync() => CloseAsync(Received.Close!);
}
