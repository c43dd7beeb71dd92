using System.Net;
using TcpBridge;

if (args is not [var from, var to, .. var origins] || !IPEndPoint.TryParse(from.Contains(':') ? from : $"127.0.0.1:{from}", out var listenAt))
{
    Console.Error.WriteLine("usage: TcpBridge [address:]port target-host:target-port [origin of pages that may connect, * for all]...");
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => stopping.Cancel(!(e.Cancel = true));
var bridge = new Bridge(listenAt, new Uri($"tcp://{to}"), origins);
var running = bridge.RunAsync(stopping.Token);
Console.WriteLine($"ws://{bridge.ListensAt} -> {to}");
await running;
return 0;
