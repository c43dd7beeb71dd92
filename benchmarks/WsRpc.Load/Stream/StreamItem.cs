namespace WsRpc.Load;

/// <summary>What the items are.</summary>
internal enum StreamItem
{
    Int,

    /// <summary>A <see cref="Load.Reading"/>.</summary>
    Record,
}
