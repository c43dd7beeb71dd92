using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace WsRpc.Load;

/// <summary>The server's end of a connection: one call after the other, and one send for the calls that came in one message.</summary>
internal sealed class HandSession(WebSocket socket, ICalculator calculator)
{
    private readonly HandReceiver _receiver = new(socket);
    private readonly ArrayBufferWriter<byte> _answers = new(256);

    public async Task RunAsync(CancellationToken aborted)
    {
        await using var json = new Utf8JsonWriter(_answers);
        while (await _receiver.ReceiveAsync(aborted))
        {
            _answers.ResetWrittenCount();
            for (var rest = _receiver.Message; !rest.IsEmpty;)
            {
                HandLines.Begin(_answers);
                json.Reset();
                await AnswerAsync(json, HandCall.Read(HandLines.Take(ref rest)));
            }

            await socket.SendAsync(_answers.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, aborted);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
    }

    // Both methods complete at once, so nothing is awaited in fact.
    private ValueTask AnswerAsync(Utf8JsonWriter json, HandCall call)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, call.Id);
        return call.Text is null
            ? EndAsync(json, calculator.AddAsync(call.A, call.B), static (json, sum) => json.WriteNumber("result"u8, sum))
            : EndAsync(json, calculator.EchoAsync(call.Text), static (json, text) => json.WriteString("result"u8, text));
    }

    private static async ValueTask EndAsync<T>(Utf8JsonWriter json, ValueTask<T> result, Action<Utf8JsonWriter, T> write)
    {
        write(json, await result);
        json.WriteEndObject();
        json.Flush();
    }
}
