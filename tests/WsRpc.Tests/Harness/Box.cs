namespace WsRpc.Tests;

/// <summary>A value that the serializer writes, through a getter that a test may choose.</summary>
public sealed class Box
{
    private Func<string?>? _label;

    public string? Label
    {
        get => _label?.Invoke();
        set => _label = () => value;
    }

    public static Box Of(Func<string?> label) => new() { _label = label };
}
