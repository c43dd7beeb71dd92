namespace WsRpc.Protocol.WebSocket;

/// <summary>Every way in which a peer can break the rules of framing. The texts double as close reasons.</summary>
internal static class FramingViolations
{
    public static readonly ProtocolViolation ReservedBitSet = Error("§5.2", "A reserved bit is set and no extension was negotiated");
    public static readonly ProtocolViolation ReservedBitBesideCompression = Error("§5.2", "A reserved bit is set that no negotiated extension uses");
    public static readonly ProtocolViolation ReservedOpcode = Error("§5.2", "The opcode is reserved");
    public static readonly ProtocolViolation UnmaskedFrame = Error("§5.1", "A client must mask its frames");
    public static readonly ProtocolViolation MaskedFrame = Error("§5.1", "A server must not mask its frames");
    public static readonly ProtocolViolation FragmentedControlFrame = Error("§5.5", "A control frame must not be fragmented");
    public static readonly ProtocolViolation ControlFrameTooLong = Error("§5.5", "A control frame has at most 125 octets of payload");
    public static readonly ProtocolViolation LengthNotMinimal = Error("§5.2", "The payload length is not encoded in the fewest octets");
    public static readonly ProtocolViolation LengthTopBitSet = Error("§5.2", "The top bit of the 64-bit payload length is set");
    public static readonly ProtocolViolation NothingToContinue = Error("§5.4", "A continuation frame came without a message to continue");
    public static readonly ProtocolViolation MessageInterrupted = Error("§5.4", "A new message began inside a fragmented one");
    public static readonly ProtocolViolation CloseBodyTooShort = Error("§5.5.1", "A Close frame holds one octet, not a status code");
    public static readonly ProtocolViolation CloseCodeNotAllowed = Error("§7.4", "The status code must not appear in a Close frame");

    public static readonly ProtocolViolation CompressionBitMisplaced =
        new(WebSocketCloseCode.ProtocolError, "RFC 7692 §6.1", "RSV1 is set on a frame that does not begin a message");

    public static readonly ProtocolViolation CompressedDataInvalid =
        new(WebSocketCloseCode.InvalidPayloadData, "RFC 7692 §7.2.2", "The compressed data of a message is malformed");

    public static readonly ProtocolViolation CompressedDataTooLong =
        new(WebSocketCloseCode.MessageTooBig, "RFC 6455 §10.4", "A compressed message has more octets than MaxMessageBytes justifies");

    public static readonly ProtocolViolation TextNotUtf8 =
        new(WebSocketCloseCode.InvalidPayloadData, "RFC 6455 §8.1", "A text message is not valid UTF-8");

    public static readonly ProtocolViolation CloseReasonNotUtf8 =
        new(WebSocketCloseCode.InvalidPayloadData, "RFC 6455 §8.1", "The reason in a Close frame is not valid UTF-8");

    public static readonly ProtocolViolation MessageTooBig =
        new(WebSocketCloseCode.MessageTooBig, "RFC 6455 §10.4", "A message is larger than MaxMessageBytes");

    public static readonly ProtocolViolation TooManyFragments =
        new(WebSocketCloseCode.PolicyViolation, "RFC 6455 §10.4", "A message has more fragments than MaxFragments");

    private static ProtocolViolation Error(string section, string message) =>
        new(WebSocketCloseCode.ProtocolError, "RFC 6455 " + section, message);
}
