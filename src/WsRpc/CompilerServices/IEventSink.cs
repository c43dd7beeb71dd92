namespace WsRpc.CompilerServices;

/// <summary>Who is told that a service has raised an event.</summary>
internal interface IEventSink
{
    /// <summary>It was raised. Runs on the thread that raised it, and neither waits nor throws.</summary>
    /// <param name="parameters">The arguments as JSON, lent for the time of the call.</param>
    void OnRaised(ReadOnlySpan<byte> parameters);

    /// <summary>It was raised, and what it tells cannot be written.</summary>
    void OnUnwritable(Exception exception);
}
