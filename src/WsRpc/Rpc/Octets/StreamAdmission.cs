namespace WsRpc;

internal enum StreamAdmission
{
    Admitted,
    TooMany,

    /// <summary>Another one of the number is open.</summary>
    NumberTaken,
}
