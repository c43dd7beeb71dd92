using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace WsRpc.Load;

/// <summary>
/// A WebSocket behind a pair of pipes, as SignalR's own transport has it: what was flushed while a send was running goes out
/// as one message, and what arrives is read into the pipe without a buffer between.
/// </summary>
internal sealed class PipedWebSocket : ConnectionContext, IDuplexPipe
{
    // The limits and schedulers that SignalR's client has by default.
    private static readonly PipeOptions Options = new(
        readerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: 1024 * 1024,
        resumeWriterThreshold: 512 * 1024,
        useSynchronizationContext: false);

    private readonly WebSocket _socket;
    private readonly Pipe _incoming = new(Options);
    private readonly Pipe _outgoing = new(Options);
    private readonly Task _receiving;
    private readonly Task _sending;

    public PipedWebSocket(WebSocket socket)
    {
        _socket = socket;
        Transport = this;
        _receiving = ReceiveAsync();
        _sending = SendAsync();
    }

    public PipeReader Input => _incoming.Reader;

    public PipeWriter Output => _outgoing.Writer;

    public override string ConnectionId { get; set; } = "";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public override async ValueTask DisposeAsync()
    {
        await _outgoing.Writer.CompleteAsync();
        await _incoming.Reader.CompleteAsync();
        await _sending;
        await _receiving;
        _socket.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        try
        {
            var flushed = default(FlushResult);
            while (!flushed.IsCompleted)
            {
                var received = await _socket.ReceiveAsync(_incoming.Writer.GetMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                _incoming.Writer.Advance(received.Count);
                flushed = await _incoming.Writer.FlushAsync();
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await _incoming.Writer.CompleteAsync(failure);
        _outgoing.Reader.CancelPendingRead();
    }

    private async Task SendAsync()
    {
        Exception? failure = null;
        try
        {
            while (await _outgoing.Reader.ReadAsync() is { IsCanceled: false } read && !(read.IsCompleted && read.Buffer.IsEmpty))
            {
                await SendAsync(read.Buffer);
                _outgoing.Reader.AdvanceTo(read.Buffer.End);
            }

            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception exception)
        {
            failure = exception;
            _socket.Abort();
        }

        await _outgoing.Reader.CompleteAsync(failure);
    }

    private async ValueTask SendAsync(ReadOnlySequence<byte> message)
    {
        for (var position = message.Start; message.TryGet(ref position, out var segment);)
        {
            var isLast = position.GetObject() is null;
            await _socket.SendAsync(segment, WebSocketMessageType.Text, isLast, CancellationToken.None);
        }
    }
}
