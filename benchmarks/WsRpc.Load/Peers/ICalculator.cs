namespace WsRpc.Load;

/// <summary>What every peer serves and calls. Rivals implement the client's side by whatever means they have.</summary>
[WsService]
internal interface ICalculator
{
    ValueTask<int> AddAsync(int a, int b);

    ValueTask<string> EchoAsync(string text);
}
