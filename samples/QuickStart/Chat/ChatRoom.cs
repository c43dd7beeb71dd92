using WsRpc;

namespace QuickStart.Chat;

/// <summary>Everyone in the chat. Thread-safe: every connection calls it on a thread of its own.</summary>
internal sealed class ChatRoom
{
    // RFC 6455's registry: "try again later".
    private const int Overloaded = 1013;

    // One lock for members and lines, so that all members hear the same in the same order. Nothing waits under it.
    private readonly Lock _gate = new();
    private readonly Dictionary<IChatClient, string> _members = [];
    private int _guests;

    public string[] Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _members.Values.Order(StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    public Welcome Join(IChatClient member, string? name)
    {
        lock (_gate)
        {
            if (_members.ContainsKey(member))
            {
                throw ChatErrors.AlreadyJoined();
            }

            name ??= NextGuest();
            CheckName(name, member);
            var others = Names;
            _members.Add(member, name);
            Tell(new ChatLine(null, $"{name} joined"), except: member);
            return new Welcome(name, others);
        }
    }

    public void Rename(IChatClient member, string name)
    {
        lock (_gate)
        {
            var before = NameOf(member);
            CheckName(name, member);
            _members[member] = name;
            Tell(new ChatLine(null, $"{before} is now {name}"));
        }
    }

    public void Say(IChatClient member, string text)
    {
        lock (_gate)
        {
            Tell(new ChatLine(NameOf(member), text));
        }
    }

    public void Leave(IChatClient member)
    {
        lock (_gate)
        {
            if (_members.Remove(member, out var name))
            {
                Tell(new ChatLine(null, $"{name} left"));
            }
        }
    }

    private void Tell(ChatLine line, IChatClient? except = null)
    {
        // A copy: closing a connection may bring its member back here, leaving.
        foreach (var member in _members.Keys.Where(member => member != except).ToArray())
        {
            // Sending is finished when the connection's outgoing queue has room. It is not waited for: who reads so slowly
            // that megabytes pile up is disconnected, and nobody else notices.
            if (!member.HearAsync(line).IsCompleted)
            {
                _ = RpcConnection.Of(member).CloseAsync(Overloaded, "you read too slowly").AsTask();
            }
        }
    }

    private string NameOf(IChatClient member) => _members.TryGetValue(member, out var name) ? name : throw ChatErrors.NotJoined();

    private string NextGuest()
    {
        string name;
        do
        {
            name = $"guest-{++_guests}";
        }
        while (IsTaken(name, except: null));
        return name;
    }

    private void CheckName(string name, IChatClient member)
    {
        if (name.Length is 0 or > 20 || !name.All(character => char.IsLetterOrDigit(character) || character == '-'))
        {
            throw ChatErrors.NameInvalid();
        }

        // Who is called ann may become ANN.
        if (IsTaken(name, except: member))
        {
            throw ChatErrors.NameTaken(name);
        }
    }

    private bool IsTaken(string name, IChatClient? except) =>
        _members.Any(member => member.Key != except && string.Equals(member.Value, name, StringComparison.OrdinalIgnoreCase));
}
