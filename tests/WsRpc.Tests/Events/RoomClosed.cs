using System.Text.Json.Serialization;

namespace WsRpc.Tests.Events;

/// <summary>What an event tells, and how often it was written.</summary>
public sealed class RoomClosed(string room)
{
    private int _written;

    [JsonIgnore]
    public int Written => _written;

    public string Room
    {
        get
        {
            _written++;
            return room;
        }
    }
}
