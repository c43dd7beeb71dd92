namespace WsRpc.CompilerServices;

/// <summary>What a service reports to where its caller does not want to know.</summary>
internal sealed class NoProgress<T> : IProgress<T>
{
    public static readonly NoProgress<T> Instance = new();

    public void Report(T value)
    {
    }
}
