using System.Text.Json;
using WsRpc.CompilerServices;

namespace WsRpc.Testing;

/// <summary>
/// Stands in for a service or for a proxy of it: keeps the calls it gets and answers as it was told. Arguments and results pass through
/// JSON, as those of real calls do; a <see cref="Stream"/> is read to its end, and is base64 there. Items of a stream in an argument are not read: it is kept as null. Thread-safe.
/// </summary>
/// <typeparam name="TService">The contract.</typeparam>
/// <remarks>
/// A method without a result, or a notification, is answered by itself. One with a result needs <c>Answer</c>; without, its calls fail with
/// <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed partial class RpcRecorder<TService>
    where TService : class
{
    private readonly RecordingChannel _channel;

    /// <summary>Makes a recorder for a contract, with the JSON of <see cref="JsonSerializerDefaults.Web"/>.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="TService"/> is no contract.</exception>
    public RpcRecorder()
    {
        var contract = RpcContracts.Get<TService>();
        var json = new RpcJson(new JsonSerializerOptions(JsonSerializerDefaults.Web), contract.JsonContext);
        _channel = new RecordingChannel(json);
        Service = contract.CreateProxy(_channel, json);
    }

    /// <summary>What to hand to the code under test.</summary>
    public TService Service { get; }

    /// <summary>What has been called so far, in order. A copy.</summary>
    public IReadOnlyList<RpcRecordedCall> Calls => _channel.Calls;

    /// <summary>From now on a method is answered with a result.</summary>
    /// <typeparam name="TResult">The result's type.</typeparam>
    /// <param name="call">Calls the method, with any arguments: <c>c =&gt; c.ConfirmAsync("")</c>.</param>
    /// <param name="result">The result.</param>
    /// <returns>This recorder.</returns>
    /// <exception cref="ArgumentException"><paramref name="call"/> calls no method that is answered.</exception>
    public RpcRecorder<TService> Answer<TResult>(Func<TService, Task<TResult>> call, TResult result) => AnswerWith(service => _ = call(service), result);

    /// <inheritdoc cref="Answer{TResult}(Func{TService, Task{TResult}}, TResult)"/>
    public RpcRecorder<TService> Answer<TResult>(Func<TService, ValueTask<TResult>> call, TResult result) => AnswerWith(service => _ = call(service).AsTask(), result);

    /// <summary>From now on calls of a method fail.</summary>
    /// <param name="call">Calls the method, with any arguments: <c>c =&gt; c.ConfirmAsync("")</c>.</param>
    /// <param name="exception">What its callers get.</param>
    /// <returns>This recorder.</returns>
    /// <exception cref="ArgumentException"><paramref name="call"/> calls no method that is answered.</exception>
    public RpcRecorder<TService> Fail(Func<TService, Task> call, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(exception);
        _channel.Fail(RecordingChannel.MethodOf(() => _ = call(Service)), exception);
        return this;
    }

    /// <summary>Raises an event, on this thread: the handlers that were added to <see cref="Service"/>, and their exceptions come out of here.</summary>
    /// <typeparam name="TArgument">What the event tells.</typeparam>
    /// <param name="subscription">Names the event: <c>c =&gt; c.RoomClosed += null</c>.</param>
    /// <param name="argument">What its handlers are told.</param>
    /// <exception cref="ArgumentException"><paramref name="subscription"/> names no event.</exception>
    public void Raise<TArgument>(Action<TService> subscription, TArgument argument)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        _channel.Raise(RecordingChannel.MethodOf(() => subscription(Service)), JsonSerializer.SerializeToUtf8Bytes(argument, _channel.Json.TypeInfo<TArgument>()));
    }

    /// <summary>Raises an event that tells nothing, a plain <see cref="EventHandler"/>.</summary>
    /// <param name="subscription">Names the event: <c>c =&gt; c.Closed += null</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="subscription"/> names no event.</exception>
    public void Raise(Action<TService> subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        _channel.Raise(RecordingChannel.MethodOf(() => subscription(Service)), "{}"u8.ToArray());
    }

    private RpcRecorder<TService> AnswerWith<TResult>(Action<TService> call, TResult result)
    {
        ArgumentNullException.ThrowIfNull(call);
        var json = result is Stream stream
            ? JsonSerializer.SerializeToUtf8Bytes(OctetsForm.ReadToEnd(stream), _channel.Json.TypeInfo<byte[]>())
            : JsonSerializer.SerializeToUtf8Bytes(result, _channel.Json.TypeInfo<TResult>());
        _channel.Answer(RecordingChannel.MethodOf(() => call(Service)), json);
        return this;
    }
}
