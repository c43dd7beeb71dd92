namespace WsRpc.Interop.Tests;

/// <summary>The <see cref="PeerFactAttribute">facts</see> and <see cref="PeerTheoryAttribute">theories</see> of the class, inherited ones too, need a tool.</summary>
/// <param name="tool">A name among those of <see cref="Tool"/>: <c>nameof(Tool.Node)</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NeedsAttribute(string tool) : Attribute
{
    public string? SkipReason { get; } = Find(tool).SkipReason;

    private static Tool Find(string field) => (Tool)typeof(Tool).GetField(field)!.GetValue(null)!;
}
