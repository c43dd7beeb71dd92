using WsRpc.Generators.Tests.Harness;

namespace WsRpc.Generators.Tests;

public class SnapshotTests
{
    [Fact]
    public void Chat() => Snapshot.Matches(Verify.Clean("""
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Chat;

        public sealed record Message(string Author, string Text);

        [WsService(Callback = typeof(IChatClient))]
        public interface IChat
        {
            Task<int> JoinAsync(string room, CancellationToken cancellationToken = default);
            ValueTask<long> PostAsync(string room, string text, string? replyTo = null);
            Task<IReadOnlyList<Message>> HistoryAsync(string room, int last = 50, CancellationToken cancellationToken = default);
            Task<Message?> FindAsync(long id);
            ValueTask SendAsync(Message message);
            [WsNotification] ValueTask TypingAsync(string room);
        }

        [WsService]
        public interface IChatClient
        {
            [WsNotification] ValueTask MessageAsync(Message message);
            Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken = default);
        }
        """));

    [Fact]
    public void Params_of_every_form() => Snapshot.Matches(Verify.Clean("""
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Lsp;

        public sealed record Position(string Uri, int Line);

        [WsService("", Params = WsParams.Object, Ordered = true)]
        public interface ILanguageServer
        {
            [WsMethod("textDocument/hover")] Task<string?> HoverAsync(Position position, CancellationToken cancellationToken = default);
            [WsMethod("textDocument/didChange", Barrier = true), WsNotification] ValueTask DidChangeAsync(Position? position);
            Task ShutdownAsync();
            [WsMethod("count", Params = WsParams.Positional)] ValueTask<int> CountAsync(int a, int b = 2);
            [WsMethod("find", Params = WsParams.Named, TimeoutMilliseconds = 2000)] Task<string> FindAsync(string name, Position? near = null);
        }
        """));

    [Fact]
    public void Progress() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Files;

        public sealed record Step(string Name, int Percent);

        [WsService]
        public interface IImport
        {
            Task<int> RunAsync(string file, IProgress<Step>? progress = null, CancellationToken cancellationToken = default);
            ValueTask CheckAsync(IProgress<int> percent);
        }
        """));

    [Fact]
    public void Binary() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Files;

        [WsService]
        public interface IStore
        {
            Task<long> UploadAsync(string name, Stream content, CancellationToken cancellationToken = default);
            Task<Stream?> DownloadAsync(string name);
            Task<byte[]?> ReadAsync(string name);
            ValueTask<ReadOnlyMemory<byte>> ReadPartAsync(string name, int offset, CancellationToken cancellationToken = default);
            Task WriteAsync(string name, byte[] data, ReadOnlyMemory<byte>? more = null);
            [WsNotification] ValueTask SampleAsync(ReadOnlyMemory<byte> sample);
        }
        """));

    [Fact]
    public void Delegates() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Market;

        public sealed record Quote(string Symbol, decimal Price);

        public delegate ValueTask<bool> Decide(Quote quote, int round, CancellationToken cancellationToken);

        [WsService]
        public interface ITicker
        {
            Task<IDisposable> SubscribeAsync([WsOutlivesCall] Action<Quote> onQuote, Func<string?, Task>? onPause = null, CancellationToken cancellationToken = default);
            Task<int> BidAsync(Decide decide, Action? onStart);
            Task<IDisposable?> ObserveAsync(IObserver<Quote> quotes, IObserver<string?>? notes, IDisposable lease);
        }
        """));

    [Fact]
    public void Objects() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Banking;

        [WsService]
        public interface IAccount : IAsyncDisposable
        {
            Task<int> DepositAsync(int amount);
        }

        [WsService]
        public interface IReceipt : IDisposable
        {
            Task<string> PrintAsync();
        }

        [WsService]
        public interface IBank
        {
            Task<IReceipt> CloseAsync(IAccount account);
            Task<IAccount> OpenAsync(string owner, CancellationToken cancellationToken = default);
            ValueTask<IAccount?> FindAsync(string owner);
            Task<int> AuditAsync(IAccount account, IAccount? other = null);
        }
        """));

    [Fact]
    public void Events() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Rooms;

        public sealed record RoomClosed(string Room, string? Reason);

        [WsService]
        public interface IDoor
        {
            event EventHandler Opened;
        }

        [WsService]
        public interface IRooms : IDoor
        {
            Task CloseAsync(string room);
            event EventHandler<RoomClosed> RoomClosed;
            [WsEvent("rooms/renamed", Queue = WsQueue.Latest)] event EventHandler<string?>? Renamed;
        }
        """));

    [Fact]
    public void Streams() => Snapshot.Matches(Verify.Clean("""
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Feeds;

        public sealed record Tick(string Symbol, double Price);

        [WsService]
        public interface IFeed
        {
            IAsyncEnumerable<Tick> WatchAsync(string symbol, CancellationToken cancellationToken = default);
            [WsMethod(StreamBuffer = 4)] Task<IAsyncEnumerable<byte[]>> OpenAsync(string name);
            ValueTask<IAsyncEnumerable<string?>> LinesAsync();
            Task<int> SumAsync(IAsyncEnumerable<int> numbers, IAsyncEnumerable<Tick>? ticks = null);
        }
        """));

    [Fact]
    public void Faults() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using System.Text.Json.Serialization.Metadata;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Stores;

        public sealed record QuotaExceeded(int Limit);
        public sealed record NotAllowed(string Who);

        [JsonSerializable(typeof(QuotaExceeded))]
        [JsonSerializable(typeof(NotAllowed))]
        public sealed class StoreJson() : JsonSerializerContext(null)
        {
            public static StoreJson Default { get; } = new();
            protected override JsonSerializerOptions? GeneratedSerializerOptions => null;
            public override JsonTypeInfo? GetTypeInfo(Type type) => null;
        }

        [WsService(JsonContext = typeof(StoreJson))]
        [WsFault<NotAllowed>(1000)]
        public interface IStore
        {
            [WsFault<QuotaExceeded>(1001)] Task UploadAsync(string name);
            [WsMethod(TimeoutMilliseconds = 500)] Task DeleteAsync(string name);
            [WsNotification(Queue = WsQueue.Latest, Key = nameof(name))] ValueTask TouchAsync(int times, string name);
        }
        """));

    [Fact]
    public void Types_and_defaults() => Snapshot.Matches(Verify.Clean("""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using WsRpc;

        namespace Trading;

        public enum Side { Buy, Sell }

        public sealed record Order(string Symbol, decimal Price);

        public readonly record struct Listing(int Count, Order? Last);

        public interface ILookup<T>
        {
            Task<T?> FindAsync(string key);
        }

        public static class Venue
        {
            [WsService("trading.orders", Naming = WsNaming.AsDeclared)]
            public interface IOrders : ILookup<Order>
            {
                Task Connection(int? retries, CancellationToken token);
                Task<Guid> PlaceAsync(Order order, Side side = Side.Buy, decimal limit = 0.5m, string? note = null, int? lots = 1);
                ValueTask<Listing> ListAsync(IReadOnlyDictionary<string, Order[]> known, double ratio = double.NaN);
                [WsMethod("orders/cancel")] ValueTask<bool> CancelAsync(Guid id, string call, string @event = "user");
                [WsNotification] Task TouchAsync();
            }
        }
        """));
}
