using Microsoft.Extensions.Logging;

namespace WsRpc;

/// <summary>Asks the application who a client is. Whatever becomes of its answer, there is one.</summary>
internal static class Authentication
{
    private static readonly WsRpcHandshake Failed = WsRpcHandshake.Reject(500, "The server could not decide on this request.");

    private static readonly WsRpcHandshake TooSlow = WsRpcHandshake.Reject(503, "The server took too long to decide on this request.");

    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public static async ValueTask<WsRpcHandshake> DecideAsync(
        Func<WsRpcHandshakeRequest, CancellationToken, ValueTask<WsRpcHandshake>> authenticate, WsRpcHandshakeRequest request, ILogger logger, CancellationToken timeout, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, stopping);

        // Elsewhere: one that blocks, and heeds no token, must not keep this from giving up.
        var deciding = Task.Run(AskAsync, CancellationToken.None);
        try
        {
            return await deciding.WaitAsync(either.Token).ConfigureAwait(false)
                ?? throw new InvalidOperationException("Authenticate returned null.");
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return TooSlow;
        }
        catch (Exception exception)
        {
            // It may quote a secret: none of it is for the client.
            Log.AuthenticateFailed(logger, exception, request.RemoteEndPoint);
            return Failed;
        }
        finally
        {
            // Nobody awaits one that is too slow, whatever it throws in the end.
            _ = deciding.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        async Task<WsRpcHandshake> AskAsync() => await authenticate(request, either.Token).ConfigureAwait(false);
    }
}
