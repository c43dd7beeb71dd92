namespace WsRpc;

/// <summary>What a failure of TLS says to people.</summary>
internal static class TlsFailure
{
    /// <summary>The innermost message, which is the cause; those around it say to look there.</summary>
    public static string Cause(this Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception.Message;
    }
}
