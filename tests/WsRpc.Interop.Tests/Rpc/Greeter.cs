using System.Threading.Channels;

namespace WsRpc.Interop.Tests;

internal sealed class Greeter(RpcConnection? connection) : IGreeter
{
    public Channel<string> Remembered { get; } = Channel.CreateUnbounded<string>();

    public Task<string> GreetAsync(string name) => Task.FromResult($"Hello, {name}!");

    public async Task<string> GreetThroughCallerAsync(string name) => $"You say: {await connection!.GetProxy<IGreeter>().GreetAsync(name)}";

    public ValueTask RememberAsync(string name) => Remembered.Writer.WriteAsync(name);
}
