using System.Text;
using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Talks;

/// <summary>
/// The peer of an <see cref="EchoEnd"/>, frame by frame: fragments, pings between them, large messages, and either Close frame.
/// It is no part of what is tested, but its buffers are counted too.
/// </summary>
internal sealed class PeerEnd(FaultyStream stream, FakeTimeProvider clock, WebSocketRole role, bool echoCloses) : End(stream, clock)
{
    public const int Done = 4000;

    private const int Echoes = 4;
    private const int Pongs = 2;

    private readonly WebSocketSender _sender = new(role, role == WebSocketRole.Client ? MaskKeys.Shared : null);
    private readonly WebSocketReceiver _receiver = new(role, WebSocketLimits.Default);
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _held;
    private int _echoes;
    private int _pongs;
    private bool _closeSent;
    private bool _closeSeen;

    public override WebSocketClosed? Closed => null;

    public override bool IsUnderTest => false;

    protected override Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task TalkAsync()
    {
        try
        {
            await SayAllAsync();
            while (!_closeSeen && await ReadAsync())
            {
                if (_echoes == Echoes && _pongs == Pongs && !_closeSent && !echoCloses)
                {
                    await CloseFrameAsync(Done);
                }
            }

            if (_closeSeen && !_closeSent)
            {
                await CloseFrameAsync(EchoEnd.Asked);
            }

            HasSucceeded = _closeSeen && _echoes == Echoes && _pongs == Pongs;
            while (role == WebSocketRole.Client && await ReadAsync())
            {
                // RFC 6455 §7.1.1: the server ends first.
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            HasSucceeded = false;
        }
        finally
        {
            _sender.TakePending().Dispose();
            _receiver.Dispose();
            await Stream.DisposeAsync();
        }
    }

    protected override void Cut() => Stream.Dispose();

    // A peer that answers nothing any more: the other end has to do without.
    protected override Task OrderlyCloseAsync(int code) => Task.CompletedTask;

    private async Task SayAllAsync()
    {
        Message(WebSocketOpcode.Text, "short"u8);
        _sender.WritePing("first"u8);
        await FlushAsync();

        _sender.BeginMessage(WebSocketOpcode.Text);
        _sender.Write(Encoding.UTF8.GetBytes("in €uros"));
        _sender.EndFragment();
        _sender.WritePing("between"u8);
        _sender.EndFragment();
        _sender.Write(", in three"u8);
        _sender.EndMessage();
        await FlushAsync();

        Message(WebSocketOpcode.Binary, new byte[20_000]);
        _sender.WritePong("unasked"u8);
        await FlushAsync();

        _sender.BeginMessage(WebSocketOpcode.Binary);
        _sender.Write(new byte[3000]);
        _sender.EndFragment();
        _sender.Write(new byte[3000]);
        _sender.EndMessage();
        if (echoCloses)
        {
            Message(WebSocketOpcode.Text, "close"u8);
        }

        await FlushAsync();
    }

    private void Message(WebSocketOpcode type, ReadOnlySpan<byte> payload)
    {
        _sender.BeginMessage(type, payload.Length);
        _sender.Write(payload);
        _sender.EndMessage();
    }

    private async Task CloseFrameAsync(int code)
    {
        _closeSent = true;
        lock (OwnCodes)
        {
            OwnCodes.Add(code);
        }

        _sender.WriteClose(code, "done");
        await FlushAsync();
    }

    private async Task FlushAsync()
    {
        using var octets = _sender.TakePending();
        await Stream.WriteAsync(octets.Memory);
    }

    // False at the end of the stream.
    private async Task<bool> ReadAsync()
    {
        var count = await Stream.ReadAsync(_buffer.AsMemory(_held));
        _held += count;
        var start = 0;
        while (_receiver.TryReceive(_buffer.AsMemory(start, _held - start), out var consumed, out var received) || consumed > 0)
        {
            start += consumed;
            _echoes += received.Kind == WebSocketEventKind.Message && received.MessageType != 0 ? 1 : 0;
            _pongs += received.Kind == WebSocketEventKind.Pong ? 1 : 0;
            _closeSeen |= received.Kind == WebSocketEventKind.Close;
        }

        _buffer.AsSpan(start, _held - start).CopyTo(_buffer);
        _held -= start;
        return count > 0;
    }
}
