using System.Diagnostics.CodeAnalysis;

namespace WsRpc.Protocol.WebSocket;

/// <summary>A deflater or an inflater that nobody uses at the moment, one a thread, so that those that are borrowed for a message are seldom made anew.</summary>
internal struct Spare<T>
    where T : class, IDisposable
{
    private IDeflateProvider? _provider;
    private int _windowBits;
    private int _level;
    private T? _item;

    public bool TryTake(IDeflateProvider provider, int windowBits, int level, [NotNullWhen(true)] out T? item)
    {
        item = null;
        if (_item is null || _provider != provider || _windowBits != windowBits || _level != level)
        {
            return false;
        }

        item = _item;
        _item = null;
        return true;
    }

    /// <summary>Keeps an item that has forgotten what it was used for, in place of the one before.</summary>
    public void Keep(IDeflateProvider provider, int windowBits, int level, T item)
    {
        _item?.Dispose();
        (_provider, _windowBits, _level, _item) = (provider, windowBits, level, item);
    }
}
