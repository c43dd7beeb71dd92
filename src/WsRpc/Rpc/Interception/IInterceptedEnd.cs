namespace WsRpc;

/// <summary>What all interceptors of a call stand around.</summary>
internal interface IInterceptedEnd
{
    /// <summary>Makes the call, or has it served; ends with it.</summary>
    /// <exception cref="InvalidOperationException">That was done before.</exception>
    ValueTask GoOnAsync();
}
