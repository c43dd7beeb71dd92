using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace WsRpc.Tests.Server;

/// <summary>Connections whose services are still being made.</summary>
public sealed class OpeningTests
{
    public static TheoryData<Exception> Failures =>
    [
        new InvalidOperationException("no service today"),
        new FileNotFoundException("settings.json"),
        new SocketException((int)SocketError.ConnectionRefused),
        new ObjectDisposedException("database"),
        new OperationCanceledException("gave up"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Exception_of_a_factory_is_logged_whatever_its_type(Exception exception)
    {
        var logger = new RecordingLogger();
        await using var server = new WsRpcServer("ws://127.0.0.1:0/rpc", options => options.LoggerFactory = logger);
        server.AddService<IProbe>(_ => throw exception);
        await server.StartAsync();
        await using var client = await WsRpcClient.ConnectAsync(server.Url).Within();
        var closed = await client.Completion.Within();
        Assert.Equal((1011, "a service could not be created"), (closed.Code, closed.Reason));
        await InTime.Until(() => logger.Entries.Any(entry => entry.Level == LogLevel.Error));
        Assert.Same(exception, Assert.Single(logger.Entries, entry => entry.Level == LogLevel.Error).Exception);
    }

    [Fact]
    public async Task Stopping_waits_for_openings_that_are_under_way()
    {
        using var mayGoOn = new ManualResetEventSlim();
        var making = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var made = false;
        var server = new WsRpcServer("ws://127.0.0.1:0/rpc");
        server.AddService<IProbe>(_ =>
        {
            making.SetResult();
            Assert.True(mayGoOn.Wait(InTime.Limit));
            made = true;
            return new Probe();
        });
        await server.StartAsync();
        var url = server.Url;
        await using var client = await WsRpcClient.ConnectAsync(url).Within();
        await making.Task.Within();

        var stopping = server.DisposeAsync().AsTask();
        await InTime.Until(() => IsRefused(url));
        for (var i = 0; i < 100; i++)
        {
            await Task.Yield();
        }

        Assert.False(stopping.IsCompleted);
        mayGoOn.Set();
        await stopping.Within();
        Assert.True(made);
        Assert.Equal(1001, (await client.Completion.Within()).Code);
    }

    private static bool IsRefused(Uri url)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(url.Host, url.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
