namespace WsRpc;

/// <summary>What a peer should have sent, in the words of JSON.</summary>
internal static class JsonShape
{
    public static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type == typeof(char))
        {
            return "a string";
        }

        if (type == typeof(bool))
        {
            return "true or false";
        }

        if (type.IsEnum)
        {
            return $"a {type.Name}";
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Byte => "an integer from 0 to 255",
            TypeCode.SByte => "an integer from -128 to 127",
            TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => $"an integer of {Bits(type)} bits",
            TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => $"a non-negative integer of {Bits(type)} bits",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "a number",
            _ => $"a {type.Name.Split('`')[0]}",
        };
    }

    private static int Bits(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Int16 or TypeCode.UInt16 => 16,
        TypeCode.Int32 or TypeCode.UInt32 => 32,
        _ => 64,
    };
}
