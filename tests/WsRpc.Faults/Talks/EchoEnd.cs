using WsRpc.Faults.Accounting;
using WsRpc.Faults.Links;
using WsRpc.Protocol.WebSocket;

namespace WsRpc.Faults.Talks;

/// <summary>A bare connection that sends back what it receives; it closes when a message says so.</summary>
internal sealed class EchoEnd(FaultyStream stream, FakeTimeProvider clock, WebSocketRole role, Terms terms) : End(stream, clock)
{
    public const int Asked = 4001;

    private readonly FakeTimeProvider _clock = clock;
    private WebSocketConnection? _connection;
    private bool _allWell = true;

    public override WebSocketClosed? Closed => _connection?.Closed;

    public override void LeaveTo(Remains remains)
    {
        base.LeaveTo(remains);
        remains.Add(_connection, _connection?.Output);
    }

    protected override Task OpenAsync(CancellationToken cancellationToken)
    {
        _connection = WebSocketConnection.FromStream(Stream, role, options: terms.ConnectionOptions(_clock));
        return Task.CompletedTask;
    }

    protected override async Task TalkAsync()
    {
        var closing = Task.CompletedTask;
        while (await _connection!.ReceiveAsync() is { IsClose: false } message)
        {
            if (message.Payload.Span.SequenceEqual("close"u8))
            {
                closing = TrackedCloseAsync(Asked);
                continue;
            }

            try
            {
                await _connection.SendAsync(message.Type, message.Payload);
            }
            catch (InvalidOperationException)
            {
                _allWell = false;
            }
        }

        Assert.True(_connection.Completion.IsCompletedSuccessfully, "A Close message before the end.");
        await closing;
        HasSucceeded = _allWell;
    }

    protected override void Cut() => _connection!.Abort();

    protected override Task OrderlyCloseAsync(int code) => _connection!.CloseAsync(code, "over");
}
