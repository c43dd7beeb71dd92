using System.Runtime.CompilerServices;

namespace WsRpc.Soak;

internal static class Numbers
{
    public static async IAsyncEnumerable<int> UpTo(int count, Producers producers, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var producing = producers.Begin();
        for (var number = 0; number < count; number++)
        {
            if (number % 16 == 0)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
            }

            yield return number;
        }
    }
}
