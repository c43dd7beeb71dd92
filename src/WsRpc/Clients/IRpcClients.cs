namespace WsRpc;

/// <summary>The clients of a server as typed objects: many at a time for notifications, one or each of many for calls. <see cref="WsRpcServer.Clients{T}"/>.</summary>
/// <typeparam name="T">A <c>[WsService]</c> interface that the clients serve.</typeparam>
/// <remarks>
/// <para>
/// What stands for many takes notifications only, whose arguments are written once for all; a call on it is an error of the analyzer (WSR029), and
/// <see cref="NotSupportedException"/> at run time: <see cref="AskAsync{TResult}(RpcTarget, Func{T, Task{TResult}}, TimeSpan, CancellationToken)"/> asks many.
/// </para>
/// <para>
/// A notification to many waits for nobody and fails for nobody: its task is complete when every connection has it in its queue. A connection that has ended is passed over. For one that reads too slowly
/// the contract says what becomes of it (<see cref="WsQueue"/>); with <see cref="WsQueue.Wait"/> it is sent while less than
/// <see cref="RpcOptions.MaxOutgoingBytes"/> waits, and dropped and counted beyond (<see cref="RpcCounters.NotificationsDropped"/>), until <see cref="RpcOptions.SlowPeerTimeout"/>
/// cuts the connection. Interceptors do not stand around it.
/// </para>
/// <para>All members are thread-safe, and what they return may be kept for ever: who is meant is looked up with each notification.</para>
/// </remarks>
public interface IRpcClients<T>
    where T : class
{
    /// <summary>All connections of the server, on whatever path.</summary>
    T All { get; }

    /// <summary>One connection, for notifications and calls: as <see cref="RpcConnection.GetProxy{T}()"/>, by its id. One that has ended, or never was, fails with <see cref="RpcConnectionClosedException"/>.</summary>
    /// <param name="connectionId">Its <see cref="RpcConnection.Id"/>.</param>
    T Client(string connectionId);

    /// <summary>All connections of a user.</summary>
    /// <param name="userId">The <see cref="RpcConnection.UserId"/>.</param>
    T User(string userId);

    /// <summary>All connections in a group: <see cref="IRpcGroups"/>.</summary>
    /// <param name="group">Its name.</param>
    T Group(string group);

    /// <summary>All connections but some.</summary>
    /// <param name="connectionIds">Those that are left out.</param>
    T AllExcept(params IEnumerable<string> connectionIds);

    /// <summary>All connections in a group but some, mostly the one that the news comes from.</summary>
    /// <param name="group">Its name.</param>
    /// <param name="connectionIds">Those that are left out.</param>
    T GroupExcept(string group, params IEnumerable<string> connectionIds);

    /// <summary>Calls a method of each of many clients at the same time, and gives their answers as they come.</summary>
    /// <typeparam name="TResult">What each answers.</typeparam>
    /// <param name="target">Who is asked: the connections that are there when the enumeration begins.</param>
    /// <param name="ask">Makes the one call, on the client it is given.</param>
    /// <param name="timeout">How long an answer may take, from when the enumeration begins. Smaller time-outs of the contract or the options count as well.</param>
    /// <param name="cancellationToken">Ends the enumeration; answers that come later are dropped.</param>
    /// <returns>One reply for each connection: its answer, or why there is none. Nothing is asked before it is enumerated, and everybody again each time it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not positive.</exception>
    IAsyncEnumerable<RpcReply<TResult>> AskAsync<TResult>(RpcTarget target, Func<T, Task<TResult>> ask, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="AskAsync{TResult}(RpcTarget, Func{T, Task{TResult}}, TimeSpan, CancellationToken)"/>
    IAsyncEnumerable<RpcReply<TResult>> AskAsync<TResult>(RpcTarget target, Func<T, ValueTask<TResult>> ask, TimeSpan timeout, CancellationToken cancellationToken = default);
}
