namespace WsRpc.Conformance;

/// <summary>What is made of the messages and Pongs.</summary>
internal enum Behaviour
{
    Failed,
    Informational,
    NonStrict,
    Ok,
}
