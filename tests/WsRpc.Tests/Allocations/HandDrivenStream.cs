namespace WsRpc.Tests.Allocations;

/// <summary>A pushed stream between two engines without threads: the test carries their messages, so that producer and reader run on its own thread.</summary>
internal sealed class HandDrivenStream : IDisposable
{
    private readonly MailboxTransport _producers = new();
    private readonly MailboxTransport _readers = new();
    private readonly SynchronizationContext? _context = SynchronizationContext.Current;

    /// <param name="source">The items.</param>
    /// <param name="buffer">How many may wait; 0 for as many as their size allows.</param>
    public HandDrivenStream(IAsyncEnumerable<int> source, int buffer = 0)
    {
        // That of the test runner would have awaits go on elsewhere.
        SynchronizationContext.SetSynchronizationContext(null);
        var settings = new RpcSettings(new WsRpcClientOptions { SynchronizationContext = new InPlace(), TimeProvider = new SlowClock() });
        var (producer, reader) = (SessionOver(_producers), SessionOver(_readers));
        Deliver();

        var type = settings.Json.TypeInfo<int>();
        producer.Open("feed.count", null, source, type, new CancellationTokenSource()).Start(0);
        Reader = reader.ReadStream("{\"$stream\":1}"u8, type, new StreamOrigin { Method = "feed.count", Buffer = buffer }).GetAsyncEnumerator();

        RpcSession SessionOver(IMessageTransport transport)
        {
            var session = new RpcSession(new ServerRpcConnection(settings, RpcHandshake.None(null), null), transport, settings, RpcSession.ExtendedSubprotocol);
            session.Start([], []);
            session.SayHello([]);
            return session;
        }
    }

    public IAsyncEnumerator<int> Reader { get; }

    /// <summary>Carries what was written on either end, and what is written meanwhile.</summary>
    public void Deliver()
    {
        while (_producers.TryDeliverTo(_readers.Sink!) || _readers.TryDeliverTo(_producers.Sink!))
        {
        }
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_context);

    // Items of a source that is quick are sent by the thread pool.
    private sealed class SlowClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }

    private sealed class InPlace : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => d(state);
    }
}
