using System.Text.Json;
using WsRpc.Protocol.JsonRpc;

namespace WsRpc.CompilerServices;

// Where an argument is. That the parameters are JSON was checked when the message was read.
public ref partial struct RpcArguments
{
    private bool TryMoveToNext(bool required)
    {
        var index = _parameter++;
        if (_problem is not null)
        {
            return false;
        }

        var found = _kind switch
        {
            JsonRpcParamsKind.Array => TryMoveToElement(),
            JsonRpcParamsKind.Object when IsWholeParams => true,
            JsonRpcParamsKind.Object => TryMoveToMember(_method.Parameters[index]),
            _ => false,
        };
        if (!found && required)
        {
            _problem = $"argument \"{_method.Parameters[index]}\" is missing";
        }

        return found;
    }

    /// <summary>Whether the one parameter is the whole object. Positional arguments are taken as ever.</summary>
    private readonly bool IsWholeParams => _method.Params == WsParams.Object && _method.Parameters.Length == 1;

    // In front of an element stands the opening bracket or a comma.
    private bool TryMoveToElement()
    {
        if (OctetPastWhiteSpace() == (byte)']')
        {
            return false;
        }

        _at++;
        return OctetPastWhiteSpace() != (byte)']';
    }

    private byte OctetPastWhiteSpace()
    {
        byte octet;
        while ((octet = _parameters[_at]) <= (byte)' ')
        {
            _at++;
        }

        return octet;
    }

    // Of a member that occurs twice the last one counts, as everywhere on this wire.
    private bool TryMoveToMember(string name)
    {
        var found = false;
        var member = StartParameters();
        while (member.Read() && member.TokenType == JsonTokenType.PropertyName)
        {
            var matches = member.ValueTextEquals(name);
            member.Read();
            if (matches)
            {
                _at = (int)member.TokenStartIndex;
                found = true;
            }

            member.Skip();
        }

        return found;
    }

    private void FindExtra()
    {
        if (_kind == JsonRpcParamsKind.Array && TryMoveToElement())
        {
            _problem = $"takes {_method.Parameters.Length} arguments, got {CountElements()}";
        }
        else if (_kind == JsonRpcParamsKind.Object && !IsWholeParams)
        {
            FindUnknownMember();
        }
    }

    private readonly int CountElements()
    {
        var count = 0;
        var element = StartParameters();
        while (element.Read() && element.TokenType != JsonTokenType.EndArray)
        {
            element.Skip();
            count++;
        }

        return count;
    }

    private void FindUnknownMember()
    {
        var member = StartParameters();
        while (member.Read() && member.TokenType == JsonTokenType.PropertyName)
        {
            var known = false;
            foreach (var parameter in _method.Parameters)
            {
                known |= member.ValueTextEquals(parameter);
            }

            if (!known)
            {
                _problem = $"there is no parameter \"{Shorten(member.GetString()!)}\"";
                return;
            }

            member.Read();
            member.Skip();
        }
    }

    private readonly Utf8JsonReader StartParameters()
    {
        var reader = new Utf8JsonReader(_parameters, new JsonReaderOptions { MaxDepth = _maxDepth });
        reader.Read();
        return reader;
    }
}
